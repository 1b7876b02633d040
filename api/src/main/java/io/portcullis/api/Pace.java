package io.portcullis.api;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.ReasonCode;

/**
 * How long Access Analyzer takes, and what becomes of its analyzers. AWS's takes its time; this one is prompt unless it is
 * told to be slow, for trying how its callers cope.
 *
 * @param creating how long a new analyzer is CREATING
 * @param becomes what it is then: ACTIVE, DISABLED or FAILED
 * @param reason why it is DISABLED or FAILED
 * @param analysis how long after it was asked for an analysis is made; until then what was known before is shown. When it
 *     is not zero, it is made as soon as somebody looks
 */
public record Pace(Duration creating, AnalyzerStatus becomes, Optional<ReasonCode> reason, Duration analysis) {

    /** ACTIVE analyzers at once, and analyses as soon as they can be made. */
    public static final Pace PROMPT = slow(Duration.ZERO, Duration.ZERO);

    /** Analyzers and analyses that take this long. */
    public static Pace slow(Duration creating, Duration analysis) {
        return new Pace(creating, AnalyzerStatus.ACTIVE, Optional.empty(), analysis);
    }

    /** Analyzers that do not become ACTIVE. */
    public static Pace never(AnalyzerStatus becomes, ReasonCode reason) {
        return new Pace(Duration.ZERO, becomes, Optional.of(reason), Duration.ZERO);
    }
}
