package io.portcullis.analyzer;

import java.util.List;

/** Our own exact engine behind the {@link Analyzer} interface: offline, microseconds. Immutable. */
public final class EmbeddedAnalyzer implements Analyzer {

    private final ZoneOfTrust zone;
    private final Settings settings;

    /** An analyzer for resources of this zone. */
    public EmbeddedAnalyzer(ZoneOfTrust zone, Settings settings) {
        this.zone = zone;
        this.settings = settings;
    }

    @Override
    public Analysis analyze(ResourceState state) {
        return new Analysis(
                state.resource(), Verdict.UNDECIDED, List.of(), List.of("engine to come: " + zone + settings));
    }
}
