package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: says who outside the zone of trust reaches a resource, as of a moment after it changed. Asking does not wait: an
 * analyzer that works elsewhere, as AWS's does, answers {@link NotYet} and is asked again. Implementations are safe for use
 * by many threads.
 */
public interface ResourceAnalyzer {

    /**
     * Asks for the first time since a change.
     *
     * @param state the resource as just read
     * @param changed when it changed: an older analysis is no answer
     */
    Answer analyze(ResourceState state, Instant changed);

    /**
     * Asks again.
     *
     * @param state the resource as just read
     * @param before what was answered to the same question last
     */
    Answer analyze(ResourceState state, NotYet before);

    /** What comes of asking. */
    sealed interface Answer {}

    /** The analysis is of a moment after the change. */
    record Settled(Analysis analysis) implements Answer {}

    /**
     * There is no analysis of a moment after the change so far.
     *
     * @param changed when the resource changed
     * @param begun when an analysis was asked for, by the analyzer's clock; empty when that could not be done yet
     * @param soFar what is certain all the same, and in its reasons what is waited for
     * @param pause how long the analyzer wants to be left alone, at least; zero when it does not say
     */
    record NotYet(Instant changed, Optional<Instant> begun, Analysis soFar, Duration pause) implements Answer {}

    /** An analyzer that always has its answer at once. */
    static ResourceAnalyzer immediate(Analyzer analyzer) {
        return new ResourceAnalyzer() {
            @Override
            public Answer analyze(ResourceState state, Instant changed) {
                return new Settled(analyzer.analyze(state));
            }

            @Override
            public Answer analyze(ResourceState state, NotYet before) {
                return new Settled(analyzer.analyze(state));
            }
        };
    }
}
