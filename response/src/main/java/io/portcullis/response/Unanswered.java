package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.FollowUp.AskAgain;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The questions to analyzers that have no answer yet, one a resource: the newest, for an answer to it is one to those
 * before. Safe for use by many threads.
 */
final class Unanswered {

    private final ConcurrentMap<String, AskAgain> questions = new ConcurrentHashMap<>();

    /** A question that was asked for the first time; it takes the place of an older one. */
    AskAgain first(Change change, Resource resource, NotYet answer, Instant now) {
        Instant since = Optional.ofNullable(questions.get(resource.arn()))
                .map(AskAgain::since)
                .orElse(now);
        return keep(new AskAgain(change, resource, answer, since, 1));
    }

    /**
     * The change that people are to hear of: a finding of AWS's is news of a call that somebody made, if the question about
     * that call is open.
     */
    Change behind(Change change, Resource resource) {
        return Optional.ofNullable(questions.get(resource.arn()))
                .map(AskAgain::change)
                .filter(asked -> change.isFinding() && !asked.actor().isEmpty())
                .orElse(change);
    }

    /** A question that was asked again. */
    AskAgain keep(AskAgain question) {
        questions.put(question.resource().arn(), question);
        return question;
    }

    /** A question that another process asked, unless a newer one is here. */
    void adopt(AskAgain question) {
        questions.putIfAbsent(question.resource().arn(), question);
    }

    /** Whether a question is still to be asked: it has no answer, and no newer one took its place. */
    boolean isOpen(AskAgain question) {
        return question.equals(questions.get(question.resource().arn()));
    }

    /** The resource has its answer. */
    void answered(Resource resource) {
        questions.remove(resource.arn());
    }
}
