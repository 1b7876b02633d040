package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.ResourceAnalyzer.Answer;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import io.portcullis.response.ResourceAnalyzer.Settled;
import io.portcullis.response.ResourceReader.Gone;
import io.portcullis.response.ResourceReader.Present;
import io.portcullis.response.ResourceReader.Reading;
import io.portcullis.response.ResourceReader.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one resource: reads its present state and analyzes it. Never fails: a fault of the reader or the analyzer is
 * an answer that is not clean. As safe for use by many threads as its parts.
 */
public final class Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);

    private final ResourceReader reader;
    private final ResourceAnalyzer analyzer;

    /** Looks with these two. */
    public Inspector(ResourceReader reader, ResourceAnalyzer analyzer) {
        this.reader = reader;
        this.analyzer = analyzer;
    }

    /** Looks with an analyzer that always has its answer at once: no inspection is pending. */
    public Inspector(ResourceReader reader, Analyzer analyzer) {
        this(reader, ResourceAnalyzer.immediate(analyzer));
    }

    /** Reads and analyzes, for the first time since a change. */
    public Inspection inspect(Resource resource, Instant changed) {
        return analyze(read(resource), changed);
    }

    /** Reads and asks again. */
    public Inspection inspect(Resource resource, NotYet before) {
        return analyze(read(resource), before);
    }

    /** Reads the present state. */
    Reading read(Resource resource) {
        try {
            return reader.read(resource);
        } catch (RuntimeException e) {
            LOG.error("Reading {} failed", resource.arn(), e);
            return new Unreadable(resource, "Reading it failed: " + e);
        }
    }

    /** Analyzes what was read, for the first time since a change. */
    Inspection analyze(Reading reading, Instant changed) {
        return analyze(reading, state -> analyzer.analyze(state, changed));
    }

    /** Asks again about what was read. */
    Inspection analyze(Reading reading, NotYet before) {
        return analyze(reading, state -> analyzer.analyze(state, before));
    }

    private static Inspection analyze(Reading reading, Function<ResourceState, Answer> question) {
        return switch (reading) {
            case Present(ResourceState state) ->
                switch (ask(state, question)) {
                    case Settled(Analysis analysis) -> new Inspection.Analyzed(state, analysis);
                    case NotYet notYet -> new Inspection.Pending(state, notYet);
                };
            case Unreadable(Resource resource, String reason) ->
                new Inspection.Unread(Analysis.unreadable(resource, reason));
            case Gone(Resource resource) -> new Inspection.Missing(resource);
        };
    }

    private static Answer ask(ResourceState state, Function<ResourceState, Answer> question) {
        try {
            return question.apply(state);
        } catch (RuntimeException e) {
            LOG.error("Analyzing {} failed", state.resource().arn(), e);
            return new Settled(
                    new Analysis(state.resource(), Verdict.UNDECIDED, List.of(), List.of("The analysis failed: " + e)));
        }
    }
}
