package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.portcullis.local.mail.SmtpMail;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk-through of the published design, typed with the stock AWS CLI and an endpoint: topic, subscription, rules,
 * topic policy, key, public policy, findings, e-mail, and the policy set back. A queue stands where the design has its
 * function, and the test puts the findings that the function would find.
 */
class ArticleWalkthroughTest {

    private static final String ACCOUNT = "111122223333";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("http://\\S+");

    private final GreenMail postOffice = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path home = Path.of("");

    private Optional<LocalAccount> account = Optional.empty();
    private Optional<WireServer> server = Optional.empty();

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void start() {
        postOffice.start();
        SmtpMail mail = new SmtpMail(new SmtpMail.Settings(
                "127.0.0.1", postOffice.getSmtp().getPort(), Optional.empty(), "no-reply@sns.example"));
        LocalAccount local = new LocalAccount(LocalSettings.of(mail));
        account = Optional.of(local);
        server = Optional.of(WireServer.start(WireSettings.loopback(0), local.services()));
    }

    @AfterEach
    void stop() {
        server.ifPresent(WireServer::close);
        account.ifPresent(LocalAccount::close);
        postOffice.stop();
    }

    @Test
    void walkThroughOfTheDesignWorksWithTheStockCli() throws Exception {
        assumeTrue(found("aws", "--version"), "SKIPPED: no aws on the PATH, the walk-through was not tried");

        String topic = aws("sns create-topic --name access-analyzer-kms-keys-findings --query TopicArn --output text");
        assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:" + ACCOUNT + ":access-analyzer-kms-keys-findings");
        assertThat(aws("sns subscribe --topic-arn " + topic
                        + " --protocol email --notification-endpoint ops@example.org --query SubscriptionArn"
                        + " --output text"))
                .isEqualTo("pending confirmation");
        confirm(mail(1));
        findingsReachTheTopic(topic);
        String queue = changesReachTheQueue();

        String key = aws(List.of(
                "kms",
                "create-key",
                "--description",
                "Access Analyzer KMS customer key scan test",
                "--query",
                "KeyMetadata.KeyId",
                "--output",
                "text"));
        putKeyPolicy(key, "[\"arn:aws:iam::" + ACCOUNT + ":root\",\"*\"]");
        assertThat(nextChange(queue)).isEqualTo("PutKeyPolicy " + key);

        putFindings(key);
        MimeMessage alarm = mail(2);
        assertThat(alarm.getSubject()).isEqualTo("AWS Notification Message");
        assertThat(text(alarm)).contains("Access Analyzer KMS Findings", "\"isPublic\":true", key, "unsubscribe");

        putKeyPolicy(key, "[\"arn:aws:iam::" + ACCOUNT + ":root\"]");
        assertThat(nextChange(queue)).isEqualTo("PutKeyPolicy " + key);
    }

    private void findingsReachTheTopic(String topic) {
        aws(List.of(
                "events",
                "put-rule",
                "--name",
                "kms-key-access-findings",
                "--event-pattern",
                "{\"source\":[\"access-analyzer-kms-function\"],\"detail-type\":[\"Access Analyzer KMS Findings\"]}"));
        aws("events put-targets --rule kms-key-access-findings --targets Id=1,Arn=" + topic);
        aws(List.of(
                "sns",
                "set-topic-attributes",
                "--topic-arn",
                topic,
                "--attribute-name",
                "Policy",
                "--attribute-value",
                """
                {"Version":"2012-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
                "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
                "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
                "SNS:ListSubscriptionsByTopic","SNS:Publish","SNS:Receive"],"Resource":"TOPIC",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"ACCOUNT"}}},{"Sid":"PublishEventsToSNSTopic",\
                "Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish",\
                "Resource":"TOPIC"}]}""".replace("TOPIC", topic).replace("ACCOUNT", ACCOUNT)));
    }

    /** The design's rule on key changes, with a queue for a target. */
    private String changesReachTheQueue() {
        String arn = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":kms-key-access-changes";
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + arn
                + "\"}]}";
        String queue = aws(List.of(
                "sqs",
                "create-queue",
                "--queue-name",
                "kms-key-access-changes",
                "--attributes",
                JSON.createObjectNode().put("Policy", policy).toString(),
                "--query",
                "QueueUrl",
                "--output",
                "text"));
        aws(List.of(
                "events",
                "put-rule",
                "--name",
                "kms-key-access-changes",
                "--event-pattern",
                "{\"source\":[\"aws.kms\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],\"detail\":{\"eventSource\":"
                        + "[\"kms.amazonaws.com\"],\"eventName\":[\"PutKeyPolicy\",\"CreateGrant\"]}}"));
        aws("events put-targets --rule kms-key-access-changes --targets Id=1,Arn=" + arn);
        return queue;
    }

    private void putKeyPolicy(String key, String principals) {
        aws(List.of(
                "kms",
                "put-key-policy",
                "--key-id",
                key,
                "--policy-name",
                "default",
                "--policy",
                "{\"Version\":\"2012-10-17\",\"Id\":\"key-default-policy\",\"Statement\":[{\"Sid\":"
                        + "\"Enable IAM User Permissions\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":" + principals
                        + "},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"));
    }

    /** The next change of a key that the rule caught: the call and the key's id. */
    private String nextChange(String queue) throws IOException {
        String body = aws("sqs receive-message --wait-time-seconds 10 --query Messages[0].Body --output text"
                + " --queue-url " + queue);
        JsonNode event = JSON.readTree(body);
        assertThat(event.path("detail-type").asText()).isEqualTo("AWS API Call via CloudTrail");
        JsonNode detail = event.path("detail");
        return detail.path("eventName").asText() + " "
                + detail.at("/requestParameters/keyId").asText();
    }

    /** What the design's function puts on the bus. */
    private void putFindings(String key) {
        String arn = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + key;
        String detail = "{\"Findings\": [{\"isPublic\": true, \"resourceArn\": \"" + arn + "\"}]}";
        var entry = JSON.createObjectNode()
                .put("Source", "access-analyzer-kms-function")
                .put("DetailType", "Access Analyzer KMS Findings")
                .put("Detail", detail);
        entry.putArray("Resources").add(arn);
        String failed = aws(List.of(
                "events",
                "put-events",
                "--entries",
                "[" + entry + "]",
                "--query",
                "FailedEntryCount",
                "--output",
                "text"));
        assertThat(failed).isEqualTo("0");
    }

    private MimeMessage mail(int number) {
        assertThat(postOffice.waitForIncomingEmail(10_000, number)).isTrue();
        return postOffice.getReceivedMessages()[number - 1];
    }

    private static String text(MimeMessage mail) throws Exception {
        return String.valueOf(mail.getContent());
    }

    private static void confirm(MimeMessage mail) throws Exception {
        assertThat(mail.getSubject()).isEqualTo("AWS Notification - Subscription Confirmation");
        Matcher link = LINK.matcher(text(mail));
        assertThat(link.find()).isTrue();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            var visit = HttpRequest.newBuilder(URI.create(link.group())).build();
            assertThat(browser.send(visit, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void boto3PublishesAndReceivesWithDigestsThatItChecks() throws Exception {
        assumeTrue(
                found("python3", "-c", "import boto3"),
                "SKIPPED: no python3 with boto3 on the PATH, boto3 was not tried");
        Run run = run(List.of("python3", "-c", """
                import boto3, json
                sqs, sns, events = (boto3.client(name) for name in ('sqs', 'sns', 'events'))
                url = sqs.create_queue(QueueName='q')['QueueUrl']
                arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
                sqs.set_queue_attributes(QueueUrl=url, Attributes={'Policy': json.dumps({'Version': '2012-10-17',
                    'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'sqs:SendMessage',
                                   'Resource': arn}]})})
                sqs.send_message(QueueUrl=url, MessageBody='grüß 😀',
                    MessageAttributes={'b': {'DataType': 'Binary', 'BinaryValue': b'\\x00\\xff'}})
                got = sqs.receive_message(QueueUrl=url, MessageAttributeNames=['All'])['Messages'][0]
                assert got['Body'] == 'grüß 😀' and got['MessageAttributes']['b']['BinaryValue'] == b'\\x00\\xff', got
                sqs.delete_message(QueueUrl=url, ReceiptHandle=got['ReceiptHandle'])
                topic = sns.create_topic(Name='t')['TopicArn']
                sns.subscribe(TopicArn=topic, Protocol='sqs', Endpoint=arn)
                sns.publish(TopicArn=topic, Message='m', MessageAttributes={'n': {'DataType': 'Number',
                    'StringValue': '7'}})
                got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10)['Messages'][0]
                assert json.loads(got['Body'])['MessageAttributes']['n']['Value'] == '7', got
                events.put_rule(Name='r', EventPattern=json.dumps({'source': ['app']}))
                events.put_targets(Rule='r', Targets=[{'Id': '1', 'Arn': arn}])
                put = events.put_events(Entries=[{'Source': 'app', 'DetailType': 'd', 'Detail': '{}'},
                                                 {'Source': 'app', 'DetailType': 'd', 'Detail': 'no'}])
                assert put['FailedEntryCount'] == 1 and put['Entries'][1]['ErrorCode'] == 'MalformedDetail', put
                for client, call, args, code in (
                        (sqs, 'purge_queue', {'QueueUrl': url + 'x'}, 'AWS.SimpleQueueService.NonExistentQueue'),
                        (sns, 'get_topic_attributes', {'TopicArn': topic + 'x'}, 'NotFound'),
                        (events, 'describe_rule', {'Name': 'x'}, 'ResourceNotFoundException')):
                    try:
                        getattr(client, call)(**args)
                        raise SystemExit(call + ' should fail')
                    except client.exceptions.ClientError as error:
                        assert error.response['Error']['Code'] == code, error.response
                print('done')
                """));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("done");
    }

    private String aws(String arguments) {
        return aws(List.of(arguments.split(" ")));
    }

    private String aws(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint()));
        command.addAll(arguments);
        Run run = run(command);
        assertThat(run.err()).as(String.join(" ", arguments)).isEmpty();
        assertThat(run.exit()).isZero();
        return run.out();
    }

    private String endpoint() {
        return server.orElseThrow().endpoint();
    }

    private boolean found(String... command) {
        return run(List.of(command)).exit() == 0;
    }

    private Run run(List<String> command) {
        try {
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment()
                    .putAll(Map.of(
                            "AWS_ACCESS_KEY_ID", ACCOUNT,
                            "AWS_SECRET_ACCESS_KEY", "secret",
                            "AWS_DEFAULT_REGION", "us-east-1",
                            "AWS_ENDPOINT_URL", endpoint(),
                            "AWS_PAGER", "",
                            "AWS_EC2_METADATA_DISABLED", "true",
                            "HOME", home.toString(),
                            "PYTHONIOENCODING", "utf-8"));
            Process process = builder.start();
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            return new Run(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8).strip(),
                    Files.readString(err, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            // Not found: the caller decides whether that is a reason to skip.
            return new Run(127, "", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
