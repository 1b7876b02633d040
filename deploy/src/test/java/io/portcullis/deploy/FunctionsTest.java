package io.portcullis.deploy;

import static io.portcullis.deploy.Invocations.failed;
import static io.portcullis.deploy.Invocations.invoke;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.aws.dynamodb.DynamoDbCorrectionLog;
import io.portcullis.aws.dynamodb.LocalTable;
import io.portcullis.response.CorrectionRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.sqs.model.Message;

/** The functions in this process, over a local account and a local table. */
class FunctionsTest {

    private static final String TICK = "{\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\"}";

    private final Account account = new Account();
    private final ChangeFunction change = new ChangeFunction(installation("apply", Clock.systemUTC()));
    private final CorrectionFunction correction = new CorrectionFunction(installation("apply", Clock.systemUTC()));
    private final SweepFunction sweep = new SweepFunction(installation("apply", Clock.systemUTC()));

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void tellsOnceOfAKeyThatBecamePublicHoweverOftenItHears() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        String event = account.event(account.take(account.changes));

        assertThat(failed(invoke(change, event))).isEmpty();
        assertThat(failed(invoke(change, event))).isEmpty();
        await().atMost(1, MINUTES).until(() -> !account.mails.isEmpty());
        assertThat(account.mails)
                .hasSize(1)
                .first()
                .satisfies(mail -> assertThat(mail.text()).contains(key));
    }

    @Test
    void tellsOnceWhenManyFunctionsHearAtTheSameTime() throws Exception {
        account.put(account.key(), Account.OPEN);
        String event = account.event(account.take(account.changes));
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ChangeFunction another = new ChangeFunction(installation("off", Clock.systemUTC()));
                calls.add(() -> invoke(another, event));
            }
            for (Future<JsonNode> each : threads.invokeAll(calls)) {
                assertThat(failed(each.get())).isEmpty();
            }
        }
        await().atMost(1, MINUTES).until(() -> !account.mails.isEmpty());
        assertThat(account.mails).hasSize(1);
        assertThat(account.take(account.corrections)).hasSize(1);
    }

    @Test
    void aMessageThatCannotBeReadFailsAlone() throws Exception {
        account.put(account.key(), Account.OPEN);
        String good = account.take(account.changes).getLast().body();
        String bad = good.replace("\"eventTime\"", "\"when\"").replace("\"time\"", "\"date\"");

        assertThat(failed(invoke(change, account.eventOf("no JSON", good, bad))))
                .containsExactly("0", "2");
        await().atMost(1, MINUTES).until(() -> !account.mails.isEmpty());
    }

    @Test
    void whatCouldNotBeToldFailsAndIsToldWhenItComesAgain() throws Exception {
        account.put(account.key(), Account.OPEN);
        String body = account.take(account.changes).getLast().body();
        Map<String, String> wrong = new HashMap<>(account.environment());
        wrong.put("PORTCULLIS_TOPIC", account.topic + "-that-is-not-there");
        ChangeFunction broken =
                new ChangeFunction(new Installation(DeploySettings.of(wrong), account.clients, Clock.systemUTC()));

        assertThat(failed(invoke(broken, account.eventOf(body)))).containsExactly("0");
        Clock later = Clock.offset(Clock.systemUTC(), Installation.LEASE.plusSeconds(1));
        ChangeFunction mended = new ChangeFunction(installation("off", later));
        assertThat(failed(invoke(mended, account.eventOf(body)))).isEmpty();
        await().atMost(1, MINUTES).until(() -> !account.mails.isEmpty());
        assertThat(failed(invoke(mended, account.eventOf(body)))).isEmpty();
        assertThat(account.mails).hasSize(1);
    }

    @Test
    void messagesThatAreNotDoneInTimeComeAgain() throws Exception {
        account.put(account.key(), Account.OPEN);
        String body = account.take(account.changes).getLast().body();

        assertThat(failed(invoke(change, account.eventOf(body), () -> 1_000))).containsExactly("0");
    }

    /** The published design warns of loops and reserves a concurrency of one against them. */
    @Test
    void theEventOfOurOwnCorrectionLeadsToNothingNewAndEnds() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        int rounds = 0;
        List<Message> messages = account.take(account.changes);
        while (!messages.isEmpty() && rounds++ < 10) {
            assertThat(failed(invoke(change, account.event(messages)))).isEmpty();
            if (rounds == 1) {
                assertThat(failed(invoke(correction, account.event(account.take(account.corrections)))))
                        .isEmpty();
                messages = account.take(account.changes);
            } else {
                messages = account.takeNow(account.changes);
            }
        }
        assertThat(rounds).as("the change, and our correction of it").isEqualTo(2);
        assertThat(account.takeNow(account.corrections)).isEmpty();
        assertThat(account.policy(key)).doesNotContain("\"*\",").contains(":root");
        await().atMost(1, MINUTES).until(() -> account.mails.size() == 2);
        assertThat(corrections()).singleElement().matches(CorrectionRecord::isDone);
    }

    @Test
    void securityHubHasOneFindingFromTheOpeningToTheEndOfItsCorrection() throws Exception {
        account.securityHub.enableSecurityHub(request -> {});
        String key = account.key();
        account.put(key, Account.OPEN);
        ChangeFunction telling = new ChangeFunction(withSecurityHub());
        assertThat(failed(invoke(telling, account.event(account.take(account.changes)))))
                .isEmpty();
        AwsSecurityFinding open = hubFinding();
        CorrectionFunction correcting = new CorrectionFunction(withSecurityHub());
        assertThat(failed(invoke(correcting, account.event(account.take(account.corrections)))))
                .isEmpty();
        AwsSecurityFinding over = hubFinding();
        assertThat(failed(invoke(telling, account.event(account.take(account.changes)))))
                .isEmpty();

        assertThat(open.resources().getFirst().id()).isEqualTo(key);
        assertThat(open.recordState()).isEqualTo(RecordState.ACTIVE);
        assertThat(open.compliance().status()).isEqualTo(ComplianceStatus.FAILED);
        assertThat(over.recordState()).isEqualTo(RecordState.ARCHIVED);
        assertThat(over.compliance().status()).isEqualTo(ComplianceStatus.PASSED);
        assertThat(over.createdAt()).isEqualTo(open.createdAt());
        assertThat(hubFinding())
                .as("the event of our own correction is no news")
                .isEqualTo(over);
    }

    @Test
    void aSecurityHubThatIsNotEnabledFailsNoMessageAndTellsNobodyTwice() throws Exception {
        account.put(account.key(), Account.OPEN);
        String event = account.event(account.take(account.changes));
        ChangeFunction telling = new ChangeFunction(withSecurityHub());

        assertThat(failed(invoke(telling, event))).isEmpty();
        assertThat(failed(invoke(telling, event))).isEmpty();
        await().atMost(1, MINUTES).until(() -> !account.mails.isEmpty());
        assertThat(account.mails).hasSize(1);
    }

    @Test
    void aRequestIsAnsweredWithWhatWasDone() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        JsonNode answer = invoke(correction, "{\"resource\":\"" + key + "\"}");

        assertThat(answer.path("outcome").asText()).isEqualTo("done");
        assertThat(corrections())
                .extracting(CorrectionRecord::id)
                .containsExactly(answer.path("correction").asText());
        assertThat(invoke(correction, "{\"resource\":\"" + key + "\"}")
                        .path("outcome")
                        .asText())
                .isEqualTo("nothing to correct");
    }

    @Test
    void proposesWithoutTouchingTheKey() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        CorrectionFunction proposing = new CorrectionFunction(installation("propose", Clock.systemUTC()));
        JsonNode answer = invoke(proposing, "{\"resource\":\"" + key + "\"}");

        assertThat(answer.at("/steps/0/before").asText()).isEqualTo(Account.OPEN);
        assertThat(answer.at("/steps/0/after").asText())
                .isNotEqualTo(Account.OPEN)
                .contains(":root");
        assertThat(failed(invoke(proposing, account.eventOf("{\"id\":\"e\",\"resources\":[\"" + key + "\"]}"))))
                .isEmpty();
        assertThat(account.policy(key)).isEqualTo(Account.OPEN);
        assertThat(corrections()).isEmpty();
    }

    @Test
    void correctsNothingWhenCorrectionsAreOff() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        CorrectionFunction off = new CorrectionFunction(installation("off", Clock.systemUTC()));

        assertThat(invoke(off, "{\"resource\":\"" + key + "\"}").path("outcome").asText())
                .contains("PORTCULLIS_CORRECTIONS");
        assertThat(account.policy(key)).isEqualTo(Account.OPEN);
    }

    @Test
    void aSweepFindsWhatNoEventToldOfAndWhatIsGone() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        account.take(account.changes);
        assertThat(failed(invoke(sweep, account.eventOf(TICK)))).isEmpty();
        assertThat(failed(invoke(change, account.event(account.take(account.changes)))))
                .isEmpty();
        await().atMost(1, MINUTES).until(() -> account.mails.size() == 1);
    }

    @Test
    void aSweepThatRunsOutOfTimeGoesOnWhereItStopped() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            keys.add(account.key());
        }
        account.take(account.changes);
        AtomicInteger looks = new AtomicInteger();
        assertThat(failed(invoke(sweep, account.eventOf(TICK), () -> looks.getAndIncrement() < 3 ? 60_000 : 10_000)))
                .isEmpty();
        List<Message> first = account.take(account.changes);
        List<Message> goingOn = account.take(account.sweeps);
        assertThat(first).hasSizeBetween(10, 20);
        assertThat(goingOn).hasSize(1);
        assertThat(failed(invoke(sweep, account.event(goingOn)))).isEmpty();

        assertThat(first.size() + account.take(account.changes).size()).isEqualTo(keys.size());
        assertThat(account.takeNow(account.sweeps)).isEmpty();
    }

    private List<CorrectionRecord> corrections() {
        return new DynamoDbCorrectionLog(account.table.client(), LocalTable.NAME).all();
    }

    private AwsSecurityFinding hubFinding() {
        List<AwsSecurityFinding> all =
                account.securityHub.getFindings(request -> {}).findings();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Installation withSecurityHub() {
        Map<String, String> environment = new HashMap<>(account.environment());
        environment.put("PORTCULLIS_SECURITY_HUB", "on");
        return new Installation(DeploySettings.of(environment), account.clients, Clock.systemUTC());
    }

    private Installation installation(String corrections, Clock clock) {
        Map<String, String> environment = new HashMap<>(account.environment());
        environment.put("PORTCULLIS_CORRECTIONS", corrections);
        return new Installation(DeploySettings.of(environment), account.clients, clock);
    }
}
