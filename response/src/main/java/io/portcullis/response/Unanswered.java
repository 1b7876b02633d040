package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The questions to analyzers that have no answer yet, one a resource: the newest, for an answer to it is one to those
 * before. Safe for use by many threads.
 */
final class Unanswered {

    private final ConcurrentMap<String, Question> questions = new ConcurrentHashMap<>();

    /**
     * A question without an answer.
     *
     * @param change what set it off
     * @param answer what was answered last
     * @param since since when the resource has been without an answer
     * @param asked how often it was asked, at least once
     */
    record Question(Change change, Resource resource, NotYet answer, Instant since, int asked) {

        Question again(NotYet next) {
            return new Question(change, resource, next, since, asked + 1);
        }

        boolean isOverdue(Patience patience, Instant now) {
            return Duration.between(since, now).compareTo(patience.deadline()) >= 0;
        }
    }

    /** A question that was asked for the first time; it takes the place of an older one. */
    Question first(Change change, Resource resource, NotYet answer, Instant now) {
        Instant since = Optional.ofNullable(questions.get(resource.arn()))
                .map(Question::since)
                .orElse(now);
        return keep(new Question(change, resource, answer, since, 1));
    }

    /** A question that was asked again. */
    Question keep(Question question) {
        questions.put(question.resource().arn(), question);
        return question;
    }

    /** Whether a question is still to be asked: it has no answer, and no newer one took its place. */
    boolean isOpen(Question question) {
        return question.equals(questions.get(question.resource().arn()));
    }

    /** The resource has its answer. */
    void answered(Resource resource) {
        questions.remove(resource.arn());
    }
}
