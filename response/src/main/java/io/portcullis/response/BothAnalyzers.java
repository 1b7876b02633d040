package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our engine and AWS's analyzer, both asked. The engine's findings stand at once, and AWS is asked after that: neither
 * holds up, replaces or hides the other. What AWS says beyond the engine is a finding of its own; what they say differently
 * is kept as differences, and logged once AWS has answered.
 */
public final class BothAnalyzers implements ResourceAnalyzer {

    private static final Logger LOG = LoggerFactory.getLogger(BothAnalyzers.class);

    private final Analyzer embedded;
    private final ResourceAnalyzer managed;

    /** Asks these two. */
    public BothAnalyzers(Analyzer embedded, ResourceAnalyzer managed) {
        this.embedded = embedded;
        this.managed = managed;
    }

    @Override
    public Answer analyze(ResourceState state, Instant changed) {
        Analysis unasked = new Analysis(
                state.resource(), Verdict.UNDECIDED, List.of(), List.of("AWS's Access Analyzer has yet to be asked."));
        return new NotYet(changed, Optional.empty(), joined(own(state), unasked), Duration.ZERO);
    }

    @Override
    public Answer analyze(ResourceState state, NotYet before) {
        Analysis own = own(state);
        return switch (theirs(state, before)) {
            case Settled(Analysis analysis) -> {
                Analysis joined = joined(own, analysis);
                joined.differences()
                        .forEach(each -> LOG.warn(
                                "AWS and our engine differ over {}: {}",
                                state.resource().arn(),
                                each));
                yield new Settled(joined);
            }
            case NotYet(Instant changed, Optional<Instant> begun, Analysis soFar, Duration pause) ->
                new NotYet(changed, begun, joined(own, soFar), pause);
        };
    }

    private Analysis own(ResourceState state) {
        try {
            return embedded.analyze(state);
        } catch (RuntimeException e) {
            LOG.error("Our engine failed over {}", state.resource().arn(), e);
            return failed(state, "Our engine failed: " + e);
        }
    }

    private Answer theirs(ResourceState state, NotYet before) {
        try {
            return managed.analyze(state, before);
        } catch (RuntimeException e) {
            LOG.error("Asking AWS about {} failed", state.resource().arn(), e);
            return new Settled(failed(state, "Asking AWS's Access Analyzer failed: " + e));
        }
    }

    private static Analysis failed(ResourceState state, String reason) {
        return new Analysis(state.resource(), Verdict.UNDECIDED, List.of(), List.of(reason));
    }

    private static Analysis joined(Analysis own, Analysis theirs) {
        List<Finding> findings = new ArrayList<>(own.findings());
        findings.addAll(Difference.beyond(theirs, own));
        return new Analysis(
                own.resource(),
                worse(own.verdict(), theirs.verdict()),
                findings,
                both(own.reasons(), theirs.reasons()),
                both(own.notes(), theirs.notes()),
                own.bucketPolicyStatus(),
                Difference.between(theirs, own));
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
