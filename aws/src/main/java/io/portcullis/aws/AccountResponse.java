package io.portcullis.aws;

import io.portcullis.analyzer.Corrections;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.Correcting;
import io.portcullis.response.CorrectionLog;
import io.portcullis.response.CorrectionMode;
import io.portcullis.response.FindingStore;
import io.portcullis.response.Inspector;
import io.portcullis.response.Planner;
import io.portcullis.response.Progress;
import io.portcullis.response.Publisher;
import io.portcullis.response.Responder;
import io.portcullis.response.ResponseSettings;
import io.portcullis.response.Scheduler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The response to the changes of one account and Region, put together of AWS's services. Safe for use by many threads.
 *
 * @param analyzerArn the name that findings are kept under
 * @param region whose keys are listed
 * @param zone whose principals are trusted
 * @param analyzer who says who reaches a key
 * @param corrections whether people are told what would close an opening; applied only by {@link #correcting}
 */
public record AccountResponse(
        String analyzerArn,
        String region,
        ZoneOfTrust zone,
        AnalyzerChoice analyzer,
        CorrectionMode corrections,
        AwsClients clients,
        FindingStore store,
        List<Publisher> publishers,
        Clock clock) {

    /** Copies the publishers. */
    public AccountResponse {
        publishers = List.copyOf(publishers);
    }

    /** Reads and lists keys. */
    public KmsReader reader() {
        return new KmsReader(clients, region);
    }

    /** Reads keys and says who reaches them. */
    public Inspector inspector() {
        return new Inspector(reader(), analyzer.analyzer(zone, clients, clock));
    }

    /** Plans what would close an opening. */
    public Planner planner() {
        return switch (corrections) {
            case OFF -> (state, analysis) -> Optional.empty();
            case PROPOSE, APPLY -> new Corrections()::plan;
        };
    }

    /** A responder that leaves corrections to others. */
    public Responder responder(Scheduler scheduler, Progress progress) {
        return responder(scheduler, progress, Optional.empty());
    }

    /** A responder that corrects, and keeps what it did in this log. */
    public Responder correcting(CorrectionLog log, Scheduler scheduler, Progress progress) {
        return responder(
                scheduler,
                progress,
                Optional.of(new Correcting(
                        planner(),
                        new EmbeddedAnalyzer(zone, Settings.DEFAULT),
                        new KmsCorrector(clients),
                        log,
                        Correcting.Limits.DEFAULT,
                        clock)));
    }

    private Responder responder(Scheduler scheduler, Progress progress, Optional<Correcting> correcting) {
        return new Responder(
                new Responder.Parts(analyzerArn, inspector(), store, planner(), publishers, scheduler, progress, clock),
                correcting,
                ResponseSettings.DEFAULT);
    }
}
