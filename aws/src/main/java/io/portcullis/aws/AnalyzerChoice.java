package io.portcullis.aws;

import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.BothAnalyzers;
import io.portcullis.response.ResourceAnalyzer;
import java.time.Clock;
import java.util.Locale;

/** Who says who reaches a resource. */
public enum AnalyzerChoice {
    /** Our own engine. */
    EMBEDDED,
    /** AWS's Access Analyzer. */
    MANAGED,
    /** Both; what they say differently is shown. */
    BOTH;

    /** The analyzer for a zone of trust, which asks AWS by these clients. */
    public ResourceAnalyzer analyzer(ZoneOfTrust zone, AwsClients clients, Clock clock) {
        Analyzer embedded = new EmbeddedAnalyzer(zone, Settings.DEFAULT);
        return switch (this) {
            case EMBEDDED -> ResourceAnalyzer.immediate(embedded);
            case MANAGED -> new ManagedAnalyzer(clients::accessAnalyzer, zone, clock);
            case BOTH -> new BothAnalyzers(embedded, new ManagedAnalyzer(clients::accessAnalyzer, zone, clock));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
