package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.SecurityHubScan.Scanned;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspector;
import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import io.portcullis.response.Publisher.Undelivered;
import io.portcullis.response.Responder;
import io.portcullis.wire.ServiceFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.ImportFindingsError;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;

/** Findings on their way to a Security Hub behind a real socket, which checks them as AWS says that its own does. */
class SecurityHubTest {

    private static final String IMPORT = "BatchImportFindings";
    private static final String SHARED = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
            {"Sid":"Partners","Effect":"Allow","Principal":{"AWS":[%s]},"Action":"kms:Decrypt","Resource":"*"}]}""";
    private static final String CLOSED = SHARED.replace("[%s]", "\"111122223333\"");
    private static final String ONE = SHARED.formatted("\"222222222222\"");
    private static final String TWO = SHARED.formatted("\"222222222222\",\"333333333333\"");

    private final AwsBench bench = new AwsBench();
    private final SecurityHubClient client = bench.clients.securityHub(AwsBench.REGION);
    private final Publisher publisher = publisher();
    private final List<Undelivered> undelivered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aPublicKeyIsAFindingThatTheHubTakes() {
        enable();
        Resource key = bench.key(AwsBench.PUBLIC);
        look(key);

        AwsSecurityFinding finding = only();
        assertThat(finding.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.id()).isEqualTo(key.arn());
            assertThat(resource.type()).isEqualTo("AwsKmsKey");
            assertThat(resource.details().other()).containsEntry("External Principal", "*");
        });
        assertThat(finding.severity().label()).isEqualTo(SeverityLabel.CRITICAL);
        assertThat(finding.types()).containsExactly("Effects/Data Exposure/External Access Granted");
        assertThat(finding.remediation().recommendation().text()).contains("Enable IAM User Permissions");
        assertThat(finding.productName()).isEqualTo("Portcullis");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void aResourceHasOneFindingThatIsOpenUntilTheLastOfItsOwnIsGone() {
        enable();
        Resource key = bench.key(TWO);
        look(key);
        AwsSecurityFinding both = only();
        bench.put(key, ONE);
        look(key);
        AwsSecurityFinding one = only();
        bench.put(key, CLOSED);
        look(key);
        AwsSecurityFinding none = only();
        bench.put(key, ONE);
        look(key);
        AwsSecurityFinding again = only();

        assertThat(both.productFields()).containsEntry("portcullis/OpenFindings", "2");
        assertThat(one.productFields()).containsEntry("portcullis/OpenFindings", "1");
        assertThat(List.of(both, one, none, again))
                .extracting(AwsSecurityFinding::recordState)
                .containsExactly(RecordState.ACTIVE, RecordState.ACTIVE, RecordState.ARCHIVED, RecordState.ACTIVE);
        assertThat(List.of(both, one, none, again))
                .extracting(finding -> finding.compliance().status())
                .containsExactly(
                        ComplianceStatus.FAILED,
                        ComplianceStatus.FAILED,
                        ComplianceStatus.PASSED,
                        ComplianceStatus.FAILED);
        assertThat(List.of(both, one, none, again))
                .extracting(AwsSecurityFinding::createdAt)
                .containsOnly(both.createdAt());
        assertThat(List.of(both, one, none, again))
                .extracting(finding -> Instant.parse(finding.updatedAt()))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void anOldNoticeThatComesLateChangesNothing() {
        enable();
        Resource key = bench.key(ONE);
        Notice open = bench.notice(key);
        bench.put(key, CLOSED);
        look(key);
        publisher.publish(open);

        assertThat(only().recordState()).isEqualTo(RecordState.ARCHIVED);
    }

    @Test
    void whereTheHubIsNotEnabledItSaysSoOnceAndFailsNothing() {
        Notice notice = bench.notice(bench.key(AwsBench.PUBLIC));
        List<String> said = saidBy(SecurityHubPublisher.class, () -> {
            assertThat(publisher.publish(notice)).isEmpty();
            assertThat(publisher.publish(notice)).isEmpty();
        });

        assertThat(said)
                .singleElement()
                .asString()
                .contains("Security Hub is not enabled in us-east-1")
                .contains("aws securityhub enable-security-hub --region us-east-1");
        assertThat(bench.calls).filteredOn(IMPORT::equals).as("no retries").hasSize(2);
        enable();
        publisher.publish(notice);
        assertThat(only().recordState()).as("and tells it once it is").isEqualTo(RecordState.ACTIVE);
    }

    @Test
    void aHubThatRefusesTheWholeCallBecauseItIsNotEnabledIsOffToo() {
        bench.interruptions.put(IMPORT, (request, service) -> {
            throw new ServiceFault("InvalidAccessException", 401, "Account is not subscribed to AWS Security Hub");
        });
        Notice notice = bench.notice(bench.key(AwsBench.PUBLIC));

        assertThat(saidBy(
                        SecurityHubPublisher.class,
                        () -> assertThat(publisher.publish(notice)).isEmpty()))
                .hasSize(1);
    }

    @Test
    void saysWhichPermissionIsMissing() {
        enable();
        bench.interruptions.put(IMPORT, (request, service) -> {
            throw new ServiceFault("AccessDeniedException", 403, "User is not authorized");
        });

        assertThat(publisher.publish(bench.notice(bench.key(AwsBench.PUBLIC))))
                .singleElement()
                .satisfies(left -> assertThat(left.reason())
                        .contains("Allow securityhub:BatchImportFindings to the identity that Portcullis runs as"));
    }

    @Test
    void triesAgainWhenItIsThrottled() {
        enable();
        bench.interruptions.put(IMPORT, (request, service) -> {
            if (bench.calls.stream().filter(IMPORT::equals).count() == 1) {
                throw new ServiceFault("TooManyRequestsException", 429, "slow down");
            }
            return service.apply(request);
        });

        assertThat(publisher.publish(bench.notice(bench.key(AwsBench.PUBLIC)))).isEmpty();
        assertThat(only().recordState()).isEqualTo(RecordState.ACTIVE);
    }

    @Test
    void sendsABatchOfHundredsByTheHundredAndOnlyTheFailedOnesAgain() {
        enable();
        List<List<AwsSecurityFinding>> batches = new CopyOnWriteArrayList<>();
        bench.interruptions.put(IMPORT, (request, service) -> {
            BatchImportFindingsRequest sent = (BatchImportFindingsRequest) request;
            batches.add(sent.findings());
            return batches.size() == 1 ? withoutTheFirstTwo(sent) : service.apply(request);
        });
        List<Analysis> open = keys(250);

        assertThat(scan().tell(scanned(open, true))).isEmpty();
        assertThat(batches).extracting(List::size).containsExactly(100, 100, 50, 2);
        assertThat(batches.getLast()).isEqualTo(batches.getFirst().subList(0, 2));
    }

    @Test
    void saysOfEachFindingThatWasNotTakenWhy() {
        enable();
        bench.interruptions.put(IMPORT, (request, service) -> withoutTheFirstTwo((BatchImportFindingsRequest) request));
        List<Undelivered> left = scan().tell(scanned(keys(5), true));

        assertThat(left).hasSize(2).allSatisfy(each -> {
            assertThat(each.what()).startsWith("portcullis/external-access/arn:aws:kms:");
            assertThat(each.reason()).contains("securityhub:BatchImportFindings", "InternalFailure", "not now");
        });
    }

    @Test
    void aScanArchivesWhatIsClosedOrGoneAndIsSilentOfWhatWasNeverOpen() {
        enable();
        Resource closed = bench.key(ONE);
        Resource gone = bench.key(ONE);
        Resource still = bench.key(ONE);
        Resource never = bench.key(CLOSED);
        List<Analysis> before = analyses(closed, gone, still, never);
        assertThat(scan().tell(scanned(before, true))).isEmpty();
        assertThat(findings()).hasSize(3);
        String created = of(closed).createdAt();
        bench.put(closed, CLOSED);

        assertThat(scan().tell(scanned(analyses(closed, still, never), false))).isEmpty();
        assertThat(of(closed).recordState()).isEqualTo(RecordState.ARCHIVED);
        assertThat(of(closed).createdAt()).isEqualTo(created);
        assertThat(of(gone).recordState()).as("not all was listed").isEqualTo(RecordState.ACTIVE);
        assertThat(scan().tell(scanned(analyses(closed, still, never), true))).isEmpty();
        assertThat(of(gone).recordState()).isEqualTo(RecordState.ARCHIVED);
        assertThat(of(still).recordState()).isEqualTo(RecordState.ACTIVE);
        assertThat(findings()).hasSize(3);
    }

    @Test
    void aScanGoesOnWithTheFindingOfANotice() {
        enable();
        Resource key = bench.key(ONE);
        look(key);
        String created = only().createdAt();
        bench.put(key, CLOSED);
        scan().tell(scanned(analyses(key), true));

        assertThat(only().recordState()).isEqualTo(RecordState.ARCHIVED);
        assertThat(only().createdAt()).isEqualTo(created);
    }

    private void enable() {
        client.enableSecurityHub(request -> {});
    }

    private void look(Resource key) {
        responder().handle(AwsBench.change(key));
        assertThat(undelivered).isEmpty();
    }

    private Responder responder() {
        Publisher noting = notice -> {
            undelivered.addAll(publisher.publish(notice));
            return List.of();
        };
        return bench.responder(false, (delay, task) -> {}, List.of(noting));
    }

    private SecurityHub hub() {
        return new SecurityHub(
                client, AwsBench.REGION, new Pauses(List.of(Duration.ofMillis(1), Duration.ofMillis(1))));
    }

    private Publisher publisher() {
        return new SecurityHubPublisher(hub(), AwsBench.REGION);
    }

    private SecurityHubScan scan() {
        return new SecurityHubScan(hub(), AwsBench.REGION);
    }

    private List<AwsSecurityFinding> findings() {
        return client.getFindingsPaginator(request -> {}).findings().stream().toList();
    }

    private AwsSecurityFinding only() {
        List<AwsSecurityFinding> all = findings();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private AwsSecurityFinding of(Resource key) {
        return findings().stream()
                .filter(finding -> finding.resources().getFirst().id().equals(key.arn()))
                .findFirst()
                .orElseThrow();
    }

    private static Scanned scanned(List<Analysis> analyses, boolean isWhole) {
        return new Scanned(
                ResourceType.KMS_KEY,
                AwsBench.ACCOUNT,
                analyses,
                isWhole,
                Clock.systemUTC().instant());
    }

    private List<Analysis> analyses(Resource... keys) {
        Inspector inspector = new Inspector(
                new KmsReader(bench.clients, AwsBench.REGION),
                new EmbeddedAnalyzer(new ZoneOfTrust.Account(AwsBench.ACCOUNT), Settings.DEFAULT));
        List<Analysis> all = new ArrayList<>();
        for (Resource key : keys) {
            if (inspector.inspect(key, Clock.systemUTC().instant())
                    instanceof Inspection.Analyzed(var state, Analysis analysis)) {
                all.add(analysis);
            }
        }
        return all;
    }

    /** The same access to so many keys. */
    private List<Analysis> keys(int number) {
        Analysis one = analyses(bench.key(ONE)).getFirst();
        return IntStream.range(0, number)
                .mapToObj(i -> new Analysis(
                        Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/" + i),
                        one.verdict(),
                        one.findings(),
                        one.reasons()))
                .toList();
    }

    private static BatchImportFindingsResponse withoutTheFirstTwo(BatchImportFindingsRequest request) {
        List<ImportFindingsError> errors = request.findings().stream()
                .limit(2)
                .map(finding -> ImportFindingsError.builder()
                        .id(finding.id())
                        .errorCode("InternalFailure")
                        .errorMessage("not now")
                        .build())
                .toList();
        return BatchImportFindingsResponse.builder()
                .failedCount(2)
                .successCount(request.findings().size() - 2)
                .failedFindings(errors)
                .build();
    }

    /** What is logged meanwhile. */
    private static List<String> saidBy(Class<?> who, Runnable work) {
        List<String> said = new CopyOnWriteArrayList<>();
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(who.getName());
        logger.addHandler(ear);
        try {
            work.run();
        } finally {
            logger.removeHandler(ear);
        }
        return said;
    }
}
