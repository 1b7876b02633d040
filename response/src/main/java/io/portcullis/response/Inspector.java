package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.ResourceReader.Gone;
import io.portcullis.response.ResourceReader.Present;
import io.portcullis.response.ResourceReader.Reading;
import io.portcullis.response.ResourceReader.Unreadable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one resource: reads its present state and analyzes it. Never fails: a fault of the reader or the analyzer is
 * an answer that is not clean. As safe for use by many threads as its parts.
 */
public final class Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);

    private final ResourceReader reader;
    private final Analyzer analyzer;

    /** Looks with these two. */
    public Inspector(ResourceReader reader, Analyzer analyzer) {
        this.reader = reader;
        this.analyzer = analyzer;
    }

    /** Reads and analyzes. */
    public Inspection inspect(Resource resource) {
        return analyze(read(resource));
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

    /** Analyzes what was read. */
    Inspection analyze(Reading reading) {
        return switch (reading) {
            case Present(ResourceState state) -> new Inspection.Analyzed(state, analyze(state));
            case Unreadable(Resource resource, String reason) ->
                new Inspection.Unread(Analysis.unreadable(resource, reason));
            case Gone(Resource resource) -> new Inspection.Missing(resource);
        };
    }

    private Analysis analyze(ResourceState state) {
        try {
            return analyzer.analyze(state);
        } catch (RuntimeException e) {
            LOG.error("Analyzing {} failed", state.resource().arn(), e);
            return new Analysis(state.resource(), Verdict.UNDECIDED, List.of(), List.of("The analysis failed: " + e));
        }
    }
}
