package io.portcullis.deploy;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** The functions run by AWS's own runtime interface client, each in a process of its own, over real sockets. */
class RuntimeTest {

    private static final String DONE = "{\"batchItemFailures\":[]}";

    private final Account account = new Account();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void theWholeWayFromTheChangeToTheCorrection() throws Exception {
        try (RuntimeApi change = run(ChangeFunction.class);
                RuntimeApi correction = run(CorrectionFunction.class)) {
            String key = account.key();
            account.put(key, Account.OPEN);
            assertThat(change.invoke(account.event(account.take(account.changes))))
                    .as(() -> log(ChangeFunction.class))
                    .isEqualTo(DONE);
            assertThat(correction.invoke(account.event(account.take(account.corrections))))
                    .as(() -> log(CorrectionFunction.class))
                    .isEqualTo(DONE);
            await().atMost(1, MINUTES).until(() -> account.mails.size() == 2);
            assertThat(account.policy(key)).doesNotContain("\"*\"]");
            assertThat(change.invoke(account.event(account.take(account.changes))))
                    .isEqualTo(DONE);
        }
        assertThat(log(ChangeFunction.class))
                .contains("\"step\":\"ANALYZED\"", "\"detail\":\"PUBLIC\"", "\"CloudWatchMetrics\"")
                .as("no policy in the log")
                .doesNotContain("\"Statement\"");
    }

    /** A record of each kind that KMS leaves: those that a call in an account makes, and those that only AWS makes. */
    @Test
    void understandsTheRecordOfEachCallThatChangesAccess() throws Exception {
        String key = account.key();
        Map<String, String> events = new TreeMap<>();
        String grant = account.kms
                .createGrant(request -> request.keyId(key)
                        .granteePrincipal("arn:aws:iam::444455556666:root")
                        .operationsWithStrings("Decrypt"))
                .grantId();
        account.kms.revokeGrant(request -> request.keyId(key).grantId(grant));
        account.put(key, Account.OPEN);
        account.kms.disableKey(request -> request.keyId(key));
        account.kms.enableKey(request -> request.keyId(key));
        account.kms.scheduleKeyDeletion(request -> request.keyId(key));
        account.kms.cancelKeyDeletion(request -> request.keyId(key));
        List<String> names = List.of(
                "CreateKey",
                "CreateGrant",
                "RevokeGrant",
                "PutKeyPolicy",
                "DisableKey",
                "EnableKey",
                "ScheduleKeyDeletion",
                "CancelKeyDeletion");
        await().atMost(1, MINUTES).until(() -> {
            account.takeNow(account.changes).forEach(message -> events.put(name(message), message.body()));
            return events.keySet().containsAll(names);
        });
        events.put("RetireGrant", serviceless(key, "RetireGrant", "AWS API Call via CloudTrail", "null"));
        events.put("DeleteKey", serviceless(key, "DeleteKey", "AWS Service Event via CloudTrail", "null"));
        events.put(
                "SynchronizeMultiRegionKey",
                serviceless(key, "SynchronizeMultiRegionKey", "AWS Service Event via CloudTrail", "null"));
        events.put(
                "UpdatePrimaryRegion",
                serviceless(
                        key,
                        "UpdatePrimaryRegion",
                        "AWS API Call via CloudTrail",
                        "{\"primaryRegion\":\"us-east-1\"}"));

        try (RuntimeApi change = run(ChangeFunction.class)) {
            for (Map.Entry<String, String> event : events.entrySet()) {
                assertThat(change.invoke(account.eventOf(event.getValue())))
                        .as(() -> event.getKey() + log(ChangeFunction.class))
                        .isEqualTo(DONE);
            }
            assertThat(change.invoke(account.eventOf(events.getOrDefault("PutKeyPolicy", ""), "{\"detail\":")))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
        }
        await().atMost(1, MINUTES).until(() -> !account.mails.isEmpty());
        assertThat(account.mails).as("one opening, however many calls").hasSize(1);
        assertThat(log(ChangeFunction.class).lines().filter(line -> line.contains("\"step\":\"RECEIVED\"")))
                .hasSize(events.size() + 1);
    }

    @Test
    void aTickOfTheScheduleSweeps() throws Exception {
        String key = account.key();
        account.take(account.changes);
        try (RuntimeApi sweep = run(SweepFunction.class)) {
            assertThat(sweep.invoke(account.eventOf("{\"detail-type\":\"Scheduled Event\"}")))
                    .as(() -> log(SweepFunction.class))
                    .isEqualTo(DONE);
        }
        assertThat(account.take(account.changes))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains(key));
    }

    private RuntimeApi run(Class<? extends LambdaFunction> function) throws Exception {
        return new RuntimeApi(function, account.environment(), file(function));
    }

    private Path file(Class<?> function) {
        return folder.resolve(function.getSimpleName() + ".log");
    }

    private String log(Class<?> function) {
        try {
            return Files.readString(file(function));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String name(Message message) {
        return Stream.of(message.body().split("\"eventName\":\"", 2))
                .skip(1)
                .findFirst()
                .orElse("\"")
                .split("\"", 2)[0];
    }

    /** Records of calls and service events that name the key among their resources alone (KMS developer guide, samples). */
    private static String serviceless(String key, String name, String detailType, String parameters) {
        return """
                {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"%s","source":"aws.kms",\
                "account":"111122223333","time":"2026-01-31T12:00:00Z","region":"us-east-1","resources":[],\
                "detail":{"eventVersion":"1.11","userIdentity":{"accountId":"111122223333","invokedBy":"AWS Internal"},\
                "eventTime":"2026-01-31T12:00:00Z","eventSource":"kms.amazonaws.com","eventName":"%s",\
                "awsRegion":"us-east-1","requestParameters":%s,"responseElements":null,\
                "eventID":"%s","readOnly":false,\
                "resources":[{"accountId":"111122223333","type":"AWS::KMS::Key","ARN":"%s"}],\
                "eventType":"AwsServiceEvent","recipientAccountId":"111122223333"}}""".formatted(detailType, name, parameters, name, key);
    }
}
