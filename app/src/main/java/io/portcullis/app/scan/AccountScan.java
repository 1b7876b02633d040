package io.portcullis.app.scan;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.account.Identity;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.KmsReader;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspector;
import io.portcullis.response.Patience;
import io.portcullis.response.PatientInspector;
import io.portcullis.response.Sweep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/**
 * Reads and decides all keys of an account in a Region.
 *
 * @param account which account
 * @param organization the organization that is trusted; without it, the account alone is
 * @param analyzer who decides
 * @param patience how long to wait for the answer about a key, where it takes time
 */
record AccountScan(AccountSettings account, Optional<String> organization, AnalyzerChoice analyzer, Patience patience) {

    /** Kind to KMS's request quotas. */
    private static final int AT_A_TIME = 8;

    /** Waiting is most of what is done where AWS is asked. */
    private static final int WAITING_AT_A_TIME = 32;

    /** An answer a key; a last one that is unreadable when not all keys could be listed. */
    List<Analysis> keys(Region region) {
        try (AwsClients clients = account.clients(region)) {
            String owner = Identity.account(clients.sts());
            KmsReader reader = new KmsReader(clients, region.id());
            Clock clock = Clock.systemUTC();
            PatientInspector inspector = new PatientInspector(
                    new Inspector(reader, analyzer.analyzer(zone(owner), clients, clock)),
                    patience,
                    clock,
                    Thread::sleep);
            int atATime = analyzer == AnalyzerChoice.EMBEDDED ? AT_A_TIME : WAITING_AT_A_TIME;
            Sweep.Swept<Inspection> swept = new Sweep(reader, atATime).over(ResourceType.KMS_KEY, inspector::inspect);
            List<Analysis> analyses = new ArrayList<>();
            swept.results().stream().flatMap(AccountScan::analysis).forEach(analyses::add);
            swept.incomplete().ifPresent(reason -> analyses.add(Analysis.unreadable(all(region, owner), reason)));
            return analyses;
        }
    }

    private ZoneOfTrust zone(String owner) {
        return organization.isPresent()
                ? new ZoneOfTrust.Organization(organization.get(), Set.of(owner))
                : new ZoneOfTrust.Account(owner);
    }

    private static Stream<Analysis> analysis(Inspection inspection) {
        return switch (inspection) {
            case Inspection.Analyzed(var state, Analysis analysis) -> Stream.of(analysis);
            case Inspection.Pending(var state, var answer) -> Stream.of(answer.soFar());
            case Inspection.Unread(Analysis analysis) -> Stream.of(analysis);
            case Inspection.Missing missing -> Stream.empty();
        };
    }

    private static Resource all(Region region, String owner) {
        String partition = region.metadata() == null
                ? "aws"
                : region.metadata().partition().id();
        return Resource.kmsKey("arn:" + partition + ":kms:" + region.id() + ":" + owner + ":key/*");
    }
}
