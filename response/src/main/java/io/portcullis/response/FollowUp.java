package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import java.time.Duration;
import java.time.Instant;

/** What is to be done about a resource later on. It says all that is needed, so that another process can do it. */
public sealed interface FollowUp {

    /** What set it off. */
    Change change();

    /** Which resource. */
    Resource resource();

    /** Look at a resource again, for its service may have shown an old state. */
    record LookAgain(Change change, Resource resource) implements FollowUp {}

    /**
     * Ask the analyzer again, for it had no answer yet.
     *
     * @param answer what was answered last
     * @param since since when the resource has been without an answer
     * @param asked how often the analyzer was asked, at least once
     */
    record AskAgain(Change change, Resource resource, NotYet answer, Instant since, int asked) implements FollowUp {

        AskAgain again(NotYet next) {
            return new AskAgain(change, resource, next, since, asked + 1);
        }

        boolean isOverdue(Patience patience, Instant now) {
            return Duration.between(since, now).compareTo(patience.deadline()) >= 0;
        }
    }
}
