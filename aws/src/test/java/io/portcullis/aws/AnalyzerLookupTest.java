package io.portcullis.aws;

import static io.portcullis.aws.AnalyzerBench.CREATING;
import static io.portcullis.aws.AnalyzerBench.analysis;
import static io.portcullis.aws.AnalyzerBench.notYet;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.api.Pace;
import io.portcullis.response.Inspection;
import io.portcullis.wire.Disturbance;
import io.portcullis.wire.ServiceFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ReasonCode;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanRequest;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/** Finds, creates and waits for analyzers, and explains those that cannot be used. */
class AnalyzerLookupTest {

    private final ServiceFault quota = new ServiceFault("ServiceQuotaExceededException", 402, "the quota is used up");

    private final AtomicReference<AnalyzerBench> bench = new AtomicReference<>();

    private AnalyzerBench with(AnalyzerBench opened) {
        bench.set(opened);
        return opened;
    }

    @AfterEach
    void stop() {
        bench.get().close();
    }

    private static List<AnalyzerSummary> analyzers(AnalyzerBench aws) {
        return aws.client.listAnalyzers(request -> {}).analyzers();
    }

    @Test
    void createsAnAnalyzerWhereThereIsNoneAndWaitsUntilItIsActive() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        Inspection created = aws.ask(aws.aws.key());
        assertThat(notYet(created).soFar().reasons())
                .singleElement()
                .asString()
                .contains("was created and is not ACTIVE");
        Inspection creating = aws.askAgain(created, Duration.ofSeconds(2));
        assertThat(notYet(creating).soFar().reasons())
                .singleElement()
                .asString()
                .contains("is still being created");
        assertThat(aws.calls("StartResourceScan"))
                .as("not while it is being created")
                .isZero();
        Inspection scanning = aws.askAgain(creating, CREATING);

        assertThat(notYet(scanning).begun()).isPresent();
        assertThat(analyzers(aws)).singleElement().satisfies(analyzer -> {
            assertThat(analyzer.name()).isEqualTo("portcullis-account");
            assertThat(analyzer.type()).isEqualTo(Type.ACCOUNT);
        });
    }

    @Test
    void createsWithTheSameNameAndTokenEachTime() {
        List<CreateAnalyzerRequest> requests = new CopyOnWriteArrayList<>();
        AnalyzerBench aws = with(new AnalyzerBench(Pace.slow(CREATING, AnalyzerBench.ANALYSIS), AnalyzerBench.ZONE));
        aws.aws.interruptions.put("CreateAnalyzer", (request, service) -> {
            requests.add((CreateAnalyzerRequest) request);
            return service.apply(request);
        });
        aws.aws.interruptions.put(
                "ListAnalyzers",
                (request, service) ->
                        ListAnalyzersResponse.builder().analyzers(List.of()).build());
        aws.ask(aws.aws.key());
        ManagedAnalyzer another = new ManagedAnalyzer(aws.aws.clients::accessAnalyzer, AnalyzerBench.ZONE, aws.time);
        aws.ask(another, aws.aws.key());

        assertThat(requests)
                .hasSize(2)
                .extracting(CreateAnalyzerRequest::clientToken)
                .doesNotContainNull();
        assertThat(requests.getFirst()).isEqualTo(requests.getLast());
    }

    @Test
    void takesTheActiveAnalyzerFromWhicheverPageItIsOn() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        String arn = aws.client
                .createAnalyzer(request -> request.analyzerName("somebodys").type(Type.ACCOUNT))
                .arn();
        aws.time.of(CREATING);
        aws.aws.interruptions.put("ListAnalyzers", (request, service) -> {
            boolean first = ((ListAnalyzersRequest) request).nextToken() == null;
            ListAnalyzersResponse all = (ListAnalyzersResponse) service.apply(
                    ((ListAnalyzersRequest) request).toBuilder().nextToken(null).build());
            return first
                    ? all.toBuilder()
                            .analyzers(all.analyzers().getFirst().toBuilder()
                                    .arn("arn:aws:access-analyzer:us-east-1:111122223333:analyzer/old")
                                    .name("old")
                                    .status(AnalyzerStatus.DISABLED)
                                    .build())
                            .nextToken("more")
                            .build()
                    : all;
        });
        List<String> asked = new CopyOnWriteArrayList<>();
        aws.aws.interruptions.put("StartResourceScan", (request, service) -> {
            asked.add(((StartResourceScanRequest) request).analyzerArn());
            return service.apply(request);
        });
        aws.answer(aws.aws.key());

        assertThat(asked).containsExactly(arn);
        assertThat(aws.calls("CreateAnalyzer")).as("somebody's own call").isEqualTo(1);
    }

    @Test
    void asksOnceWhichAnalyzerThereIs() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        aws.answer(aws.aws.key());
        long before = aws.calls("ListAnalyzers");
        aws.answer(aws.aws.key());

        assertThat(aws.calls("ListAnalyzers")).isEqualTo(before);
    }

    @Test
    void looksAnewWhenTheAnalyzerWasDeleted() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        aws.answer(key);
        aws.client.deleteAnalyzer(request -> request.analyzerName("portcullis-account"));

        assertThat(aws.answer(key).verdict()).isEqualTo(Verdict.PUBLIC);
    }

    @Test
    void explainsAnAnalyzerThatWasDisabledAfterItWasFound() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        Resource key = aws.aws.key();
        aws.answer(key);
        aws.aws.refuse("StartResourceScan", "ValidationException", 1);
        aws.aws.interruptions.put("ListAnalyzers", (request, service) -> {
            ListAnalyzersResponse all = (ListAnalyzersResponse) service.apply(request);
            return all.toBuilder()
                    .analyzers(all.analyzers().getFirst().toBuilder()
                            .status(AnalyzerStatus.DISABLED)
                            .statusReason(reason -> reason.code(ReasonCode.AWS_SERVICE_ACCESS_DISABLED))
                            .build())
                    .build();
        });

        assertThat(aws.answer(key).reasons()).singleElement().asString().contains("ValidationException");
        assertThat(aws.answer(key).reasons()).singleElement().asString().contains("Enable trusted access");
    }

    @Test
    void asksAnOrganizationsAnalyzerWithTheOwnerOfTheResource() {
        AnalyzerBench aws =
                with(new AnalyzerBench(Pace.slow(CREATING, AnalyzerBench.ANALYSIS), AnalyzerBench.ORGANIZATION));
        aws.client.createAnalyzer(
                request -> request.analyzerName("accounts-own").type(Type.ACCOUNT));
        List<String> owners = new CopyOnWriteArrayList<>();
        aws.aws.interruptions.put("StartResourceScan", (request, service) -> {
            owners.add(((StartResourceScanRequest) request).resourceOwnerAccount());
            return service.apply(request);
        });

        assertThat(aws.answer(aws.aws.key(AwsBench.PUBLIC)).verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(owners).containsExactly(AwsBench.ACCOUNT);
        assertThat(analyzers(aws))
                .filteredOn(analyzer -> analyzer.type() == Type.ORGANIZATION)
                .singleElement()
                .extracting(AnalyzerSummary::name)
                .isEqualTo("portcullis-organization");
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(
                        AnalyzerStatus.FAILED,
                        ReasonCode.SERVICE_LINKED_ROLE_CREATION_FAILED,
                        "iam:CreateServiceLinkedRole"),
                Arguments.of(AnalyzerStatus.DISABLED, ReasonCode.AWS_SERVICE_ACCESS_DISABLED, "Enable trusted access"),
                Arguments.of(
                        AnalyzerStatus.DISABLED,
                        ReasonCode.DELEGATED_ADMINISTRATOR_DEREGISTERED,
                        "delegated administrator"),
                Arguments.of(AnalyzerStatus.DISABLED, ReasonCode.ORGANIZATION_DELETED, "does not exist any more"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void explainsAnAnalyzerThatCannotBeUsed(AnalyzerStatus status, ReasonCode code, String wayOut) {
        AnalyzerBench aws = with(new AnalyzerBench(Pace.never(status, code), AnalyzerBench.ORGANIZATION));
        Analysis answer = aws.answer(aws.aws.key());

        assertThat(answer.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(answer.reasons()).singleElement().asString().contains(status.toString(), code.toString(), wayOut);
        assertThat(aws.calls("CreateAnalyzer")).as("no second one beside it").isEqualTo(1);
    }

    @Test
    void explainsAQuotaThatIsUsedUp() {
        AnalyzerBench aws = with(AnalyzerBench.slow(Disturbance.always("CreateAnalyzer", quota)));
        Analysis answer = analysis(aws.ask(aws.aws.key()));

        assertThat(answer.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(answer.reasons())
                .singleElement()
                .asString()
                .contains("ServiceQuotaExceededException", "one ACCOUNT analyzer", "Delete one");
    }

    @Test
    void usesTheAnalyzerThatSomebodyElseCreatedMeanwhile() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        aws.aws.interruptions.put("CreateAnalyzer", (request, service) -> {
            CreateAnalyzerRequest theirs = ((CreateAnalyzerRequest) request)
                    .toBuilder().analyzerName("theirs").build();
            assertThat(service.apply(theirs)).isNotNull();
            throw quota;
        });

        assertThat(aws.answer(aws.aws.key(AwsBench.PUBLIC)).verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(analyzers(aws)).extracting(AnalyzerSummary::name).containsExactly("theirs");
    }

    @Test
    void explainsANameThatIsTaken() {
        AnalyzerBench aws = with(AnalyzerBench.slow());
        aws.client.createAnalyzer(
                request -> request.analyzerName("portcullis-account").type(Type.ORGANIZATION));

        assertThat(analysis(aws.ask(aws.aws.key())).reasons())
                .singleElement()
                .asString()
                .contains("ConflictException", "portcullis-account is taken by an analyzer of another type");
    }

    @Test
    void namesTheServiceLinkedRoleWhenItMayNotCreate() {
        AnalyzerBench aws =
                with(AnalyzerBench.slow(Disturbance.always("CreateAnalyzer", AnalyzerBench.denied("CreateAnalyzer"))));

        assertThat(analysis(aws.ask(aws.aws.key())).reasons())
                .singleElement()
                .asString()
                .contains("Allow access-analyzer:CreateAnalyzer", "iam:CreateServiceLinkedRole");
    }

    @Test
    void asksAboutAnUnusableAnalyzerOnceAMinuteHoweverManyResources() {
        AnalyzerBench aws =
                with(AnalyzerBench.slow(Disturbance.always("ListAnalyzers", AnalyzerBench.denied("ListAnalyzers"))));
        Resource key = aws.aws.key();
        IntStream.range(0, 5).forEach(i -> aws.ask(key));
        assertThat(aws.calls("ListAnalyzers")).isEqualTo(1);
        aws.time.of(Duration.ofMinutes(2));
        aws.ask(key);

        assertThat(aws.calls("ListAnalyzers")).isEqualTo(2);
    }
}
