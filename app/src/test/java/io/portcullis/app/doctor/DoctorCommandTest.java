package io.portcullis.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.app.Moto;
import io.portcullis.app.local.House;
import io.portcullis.app.local.Houses;
import io.portcullis.aws.AwsClients;
import io.portcullis.response.change.ChangeReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Looks at accounts over real sockets. */
class DoctorCommandTest {

    @TempDir
    Path folder;

    @Test
    void saysWhatIsMissingAndTheWayOutAndExitsWithOne() throws Exception {
        try (Moto moto = Moto.start(folder)) {
            Process doctor = Machine.portcullis(folder, environment(moto.endpoint()), "doctor");
            assertThat(Machine.output(doctor, folder, 1).lines())
                    .anyMatch(line -> line.matches("us-east-1  identity  in place  .*" + Moto.ACCOUNT))
                    .anyMatch(line -> line.matches("us-east-1  trail     MISSING   there is no trail.*"))
                    .anyMatch(line -> line.matches(" {21}aws cloudtrail create-trail --region us-east-1 .*"))
                    .anyMatch(line -> line.matches("us-east-1  rule      MISSING   no rule sends .*"));
        }
    }

    @Test
    void saysThatATrailExcludesKmsAndWhetherItIsSwitchedOn() throws Exception {
        try (Moto moto = Moto.start(folder);
                CloudTrailClient trails = CloudTrailClient.builder()
                        .endpointOverride(moto.endpoint())
                        .region(Region.US_EAST_1)
                        .httpClient(UrlConnectionHttpClient.create())
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                        .build()) {
            makeBucket(moto.endpoint().resolve("/logs"));
            trails.createTrail(
                    request -> request.name("main").s3BucketName("logs").isMultiRegionTrail(true));
            assertThat(trail(moto)).isEqualTo("MISSING main is switched off");
            trails.startLogging(request -> request.name("main"));
            assertThat(trail(moto)).startsWith("IN_PLACE main logs the 20 calls");
            trails.putEventSelectors(request -> request.trailName("main")
                    .eventSelectors(EventSelector.builder()
                            .readWriteType("All")
                            .includeManagementEvents(true)
                            .excludeManagementEventSources("kms.amazonaws.com")
                            .build()));
            assertThat(trail(moto)).isEqualTo("MISSING main leaves out the write events of kms.amazonaws.com");
        }
    }

    @Test
    void saysWhetherAFunctionTakesFromTheQueue() throws Exception {
        try (Moto moto = Moto.start(folder);
                AwsClients clients = moto.clients()) {
            String queue = queueOfARule(clients);
            assertThat(function(moto)).isEqualTo("MISSING no function of this account takes from " + queue);
            assertThat(checks(moto.endpoint(), 1, "--watched").keySet()).doesNotContain("function");
            LambdaClient lambda = clients.client(LambdaClient.class, LambdaClient::builder, "us-east-1");
            makeRole(moto);
            String mapping = mapping(lambda, queue);
            assertThat(function(moto))
                    .isEqualTo("IN_PLACE arn:aws:lambda:us-east-1:" + Moto.ACCOUNT + ":function:change takes from "
                            + queue);
            lambda.updateEventSourceMapping(request -> request.uuid(mapping).enabled(false));
            assertThat(function(moto)).startsWith("MISSING").contains("its event source mapping is Disabled");
        }
    }

    @Test
    void seesTheRuleOfTheLocalAccountAndExitsWithThreeWhereItCannotSee() throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            Map<String, JsonNode> checks = checks(house.endpoint(), 3, "--watched");
            assertThat(checks.keySet()).contains("identity", "trail", "rule", "queue", "dead letters", "keys");
            checks.forEach((what, check) -> assertThat(check.path("state").asText())
                    .as(what)
                    .isEqualTo(what.equals("trail") ? "UNKNOWN" : "IN_PLACE"));
        }
    }

    @Test
    void refusesWhatIsNotASetting() {
        assertThat(refused("--type", "bucket")).contains("--type bucket", "key and role");
        assertThat(refused("--queue", "changes")).contains("--queue changes");
        assertThat(refused("--organization", "x")).contains("--organization \"x\"");
        assertThat(refused("--region", "nowhere")).contains("--region \"nowhere\"");
    }

    /** A queue with a rule that sends changes to it. */
    private static String queueOfARule(AwsClients clients) {
        SqsClient sqs = clients.sqs();
        sqs.createQueue(request -> request.queueName("changes"));
        String queue = "arn:aws:sqs:us-east-1:" + Moto.ACCOUNT + ":changes";
        clients.eventBridge()
                .putRule(request -> request.name("changes").eventPattern(new ChangeReader().eventPattern()));
        clients.eventBridge()
                .putTargets(request -> request.rule("changes")
                        .targets(Target.builder().id("queue").arn(queue).build()));
        return queue;
    }

    /** The mapping by which a new function takes from a queue. */
    private static String mapping(LambdaClient lambda, String queue) {
        SdkBytes code = SdkBytes.fromByteArray(Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22));
        lambda.createFunction(request -> request.functionName("change")
                .runtime("java25")
                .handler("any")
                .role("arn:aws:iam::" + Moto.ACCOUNT + ":role/portcullis")
                .code(source -> source.zipFile(code)));
        return lambda.createEventSourceMapping(request -> request.functionName("change")
                        .eventSourceArn(queue)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES))
                .uuid();
    }

    /** Without the SDK's client of IAM, which nothing else here needs. */
    private static void makeRole(Moto moto) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) moto.endpoint().resolve("/").toURL().openConnection();
        connection.setRequestProperty(
                "Authorization", "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/iam/aws4_request");
        connection.setDoOutput(true);
        connection
                .getOutputStream()
                .write("Action=CreateRole&Version=2010-05-08&RoleName=portcullis&AssumeRolePolicyDocument=%7B%7D"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(connection.getResponseCode()).isEqualTo(200);
        connection.disconnect();
    }

    private static void makeBucket(URI bucket) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) bucket.toURL().openConnection();
        connection.setRequestMethod("PUT");
        assertThat(connection.getResponseCode()).isEqualTo(200);
        connection.disconnect();
    }

    private String refused(String... options) {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        arguments.addAll(List.of(options));
        Console.Result result = new Console(folder).run(arguments.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        return result.err();
    }

    private String trail(Moto moto) throws IOException {
        // There is no rule, whatever the trail.
        JsonNode trail = checks(moto.endpoint(), 1).getOrDefault("trail", new JsonMapper().missingNode());
        return trail.path("state").asText() + " " + trail.path("says").asText();
    }

    private String function(Moto moto) throws IOException {
        JsonNode function = checks(moto.endpoint(), 1).getOrDefault("function", new JsonMapper().missingNode());
        return function.path("state").asText() + " " + function.path("says").asText();
    }

    private Map<String, JsonNode> checks(URI endpoint, int code, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
        arguments.addAll(List.of(options));
        Console.Result result = new Console(folder).account(endpoint, "any").run(arguments.toArray(String[]::new));
        Map<String, JsonNode> checks = new TreeMap<>();
        for (String line : result.exits(code).out().lines().toList()) {
            JsonNode check = new JsonMapper().readTree(line);
            checks.put(check.path("what").asText(), check);
        }
        return checks;
    }

    private static Map<String, String> environment(URI endpoint) {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "any",
                "AWS_REGION", "us-east-1");
    }
}
