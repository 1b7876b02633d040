package io.portcullis.app.scan;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.KmsReader;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspector;
import io.portcullis.response.Patience;
import io.portcullis.response.PatientInspector;
import io.portcullis.response.ResourceAnalyzer;
import io.portcullis.response.Sweep;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and decides all keys of an account in a Region.
 *
 * @param analyzer who decides
 * @param patience how long to wait for the answer about a key, where it takes time
 * @param keysAtATime how many keys are looked at at the same time, at least 1
 * @param hub tells Security Hub, if that is asked for
 */
record PlaceScan(ResourceAnalyzer analyzer, Patience patience, int keysAtATime, Optional<HubReport> hub) {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceScan.class);

    /**
     * An answer a key; a last one that is unreadable when not all keys could be listed. Never fails: trouble is an answer
     * that is not clean.
     */
    List<Analysis> keys(Place place, AwsClients account) {
        try (AwsClients clients = account.likewise()) {
            return read(place, clients);
        } catch (RuntimeException e) {
            LOG.error("Scanning {} failed", place, e);
            return List.of(place.unread("The scan failed: " + e));
        }
    }

    private List<Analysis> read(Place place, AwsClients clients) {
        KmsReader reader = new KmsReader(clients, place.region());
        Clock clock = Clock.systemUTC();
        Instant began = clock.instant();
        PatientInspector inspector =
                new PatientInspector(new Inspector(reader, analyzer), patience, clock, Thread::sleep);
        Sweep.Swept<Inspection> swept = new Sweep(reader, keysAtATime).over(ResourceType.KMS_KEY, inspector::inspect);
        List<Analysis> analyses = new ArrayList<>();
        swept.results().stream().flatMap(PlaceScan::analysis).forEach(analyses::add);
        hub.ifPresent(report ->
                report.tell(place, clients, analyses, swept.incomplete().isEmpty(), began));
        swept.incomplete().ifPresent(reason -> analyses.add(place.unread(reason)));
        return analyses;
    }

    private static Stream<Analysis> analysis(Inspection inspection) {
        return switch (inspection) {
            case Inspection.Analyzed(var _, Analysis analysis) -> Stream.of(analysis);
            case Inspection.Pending(var _, var answer) -> Stream.of(answer.soFar());
            case Inspection.Unread(Analysis analysis) -> Stream.of(analysis);
            case Inspection.Missing _ -> Stream.empty();
        };
    }
}
