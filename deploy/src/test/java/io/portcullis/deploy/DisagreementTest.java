package io.portcullis.deploy;

import static io.portcullis.deploy.Invocations.failed;
import static io.portcullis.deploy.Invocations.invoke;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.KeyState;
import io.portcullis.aws.dynamodb.DynamoDbCorrectionLog;
import io.portcullis.aws.dynamodb.LocalTable;
import io.portcullis.local.mail.MailMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The functions where our engine and AWS's analyzer are both asked, over real sockets, and AWS's is behind the times. */
class DisagreementTest {

    private static final String TICK = "{\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\"}";

    /** Nobody outside is let in, and it is not the policy that corrections put. */
    private static final String CLOSED = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Ours","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}""";

    private final PassingClock clock = new PassingClock();
    private final Account account = new Account(clock);
    private final String told = account.told();
    private final Installation installation =
            new Installation(DeploySettings.of(both(account.environment())), account.clients, clock);
    private final ChangeFunction change = new ChangeFunction(installation);
    private final CorrectionFunction correction = new CorrectionFunction(installation);
    private final SweepFunction sweep = new SweepFunction(installation);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void tellsOnceThatAwsLacksAFindingAndOnceThatItDoesNotAnyMore() throws Exception {
        String key = account.key();
        managedSees(account.policy(key));
        account.put(key, Account.OPEN);
        settle();
        lookAtEverything();
        assertThat(headlines()).as("told once each").containsExactly("PUBLIC", "DIFFERENCE");
        assertThat(account.mails.getLast().text()).contains(key);
        account.managedSees = UnaryOperator.identity();
        lookAtEverything();
        lookAtEverything();
        assertThat(headlines()).containsExactly("PUBLIC", "DIFFERENCE", "AGREEMENT");

        List<JsonNode> findings = findings();
        assertThat(findings)
                .extracting(each -> each.path("status").asText())
                .containsExactly("ACTIVE", "ACTIVE", "RESOLVED");
        assertThat(findings)
                .extracting(each -> each.path("isPublic").isBoolean())
                .as("a difference says nothing of who reaches the key")
                .containsExactly(true, false, false);
        assertThat(findings.get(1).path("error").asText()).startsWith("Access Analyzer and our engine differ: ");
        assertThat(findings.get(2).path("error").asText()).startsWith("They do not differ any more: ");
    }

    @Test
    void correctsNothingForWhatAwsAloneFinds() throws Exception {
        String key = account.key();
        managedSees(Account.OPEN);
        account.put(key, CLOSED);
        settle();
        assertThat(headlines()).containsExactly("PUBLIC");
        List<String> active = all(account.corrections);
        assertThat(active).singleElement().asString().contains("\"isPublic\":true", "our engine reports nothing");
        assertThat(failed(invoke(correction, account.eventOf(active.getFirst()))))
                .isEmpty();
        settle();
        assertThat(account.policy(key)).isEqualTo(CLOSED);
        assertThat(new DynamoDbCorrectionLog(account.table.client(), LocalTable.NAME).all())
                .isEmpty();
        assertThat(headlines()).containsExactly("PUBLIC");
        account.managedSees = UnaryOperator.identity();
        lookAtEverything();
        assertThat(headlines()).containsExactly("PUBLIC", "RESOLVED");
    }

    /** Has AWS's analyzer take this for every key's policy. */
    private void managedSees(String policy) {
        account.managedSees = state -> new KeyState(state.resource(), policy, List.of());
    }

    private void lookAtEverything() throws IOException {
        assertThat(failed(invoke(sweep, account.eventOf(TICK)))).isEmpty();
        settle();
    }

    /** Hands the change function what comes until nothing does; what is put off comes without anybody waiting for it. */
    private void settle() throws IOException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        Optional<String> next = next();
        while (next.isPresent()) {
            assertThat(System.nanoTime()).as("it does not come to rest").isLessThan(deadline);
            assertThat(failed(invoke(change, account.eventOf(next.get())))).isEmpty();
            next = next();
        }
    }

    /** The next message of the change function's; empty when none comes within a second, and none is put off. */
    private Optional<String> next() {
        Optional<String> next = account.takeOneNow(account.changes);
        while (next.isEmpty() && account.delayed(account.changes) > 0) {
            clock.pass(Duration.ofSeconds(1));
            next = account.takeOneNow(account.changes);
        }
        return next.or(() -> account.takeOne(account.changes));
    }

    private List<String> headlines() {
        return account.mails.stream()
                .map(MailMessage::subject)
                .map(subject -> subject.replaceAll("\\[Portcullis\\] ([A-Z ]+):.*", "$1"))
                .toList();
    }

    /** What all events said, in order. */
    private List<JsonNode> findings() throws IOException {
        List<JsonNode> findings = new ArrayList<>();
        for (String event : all(told)) {
            new JsonMapper().readTree(event).at("/detail/Findings").forEach(findings::add);
        }
        return findings;
    }

    private List<String> all(String queue) {
        List<String> bodies = new ArrayList<>();
        Optional<String> next = account.takeOne(queue);
        while (next.isPresent()) {
            bodies.add(next.get());
            next = account.takeOne(queue);
        }
        return bodies;
    }

    private static Map<String, String> both(Map<String, String> environment) {
        Map<String, String> both = new HashMap<>(environment);
        both.put("PORTCULLIS_ANALYZER", "both");
        return both;
    }
}
