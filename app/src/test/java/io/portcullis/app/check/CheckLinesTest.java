package io.portcullis.app.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.app.Console;
import io.portcullis.app.Portcullis;
import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = "\"resourceType\":\"AWS::KMS::Key\",\"account\":\"111122223333\",";
    private static final String PUBLIC = policy("\"AWS\":\"*\"");
    private static final String EXTERNAL = policy("\"AWS\":\"arn:aws:iam::999999999999:root\"");
    private static final String CLEAN = policy("\"AWS\":\"arn:aws:iam::111122223333:root\"");

    @TempDir
    Path folder;

    private static String policy(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{" + principal
                + "},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    }

    private Console.Result check(String... lines) {
        return new Console(folder).input(String.join("\n", lines) + "\n").run("check", "--jsonl");
    }

    private static List<JsonNode> answers(Console.Result result) {
        return result.out().lines().map(CheckLinesTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    @Test
    void saysInANoteWhatIsTakenOfAResourceThatIsNotGiven() {
        String chinese = policy("\"AWS\":\"arn:aws-cn:iam::111122223333:root\"");
        Console.Result result = check("{\"id\":\"1\"," + HEAD + "\"policy\":" + chinese + "}");
        assertThat(answers(result).getFirst().get("notes").get(0).asText())
                .isEqualTo("Taken to be the policy of a KMS key in aws-cn, the partition of its ARNs; if it is"
                        + " another's, give its ARN");
    }

    @Test
    void answersEachCaseInOrder() {
        Console.Result result = check(
                "{\"id\":\"a\"," + HEAD + "\"policy\":" + PUBLIC + "}",
                "{\"id\":\"b\"," + HEAD + "\"policy\":" + EXTERNAL + "}",
                "{\"id\":\"c\"," + HEAD + "\"policy\":" + CLEAN + "}");
        assertThat(answers(result))
                .extracting(answer -> answer.path("id").asText() + " "
                        + answer.path("verdict").asText())
                .containsExactly("a PUBLIC", "b EXTERNAL", "c NONE");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void answersManyCasesInOrderWhateverEachCosts() {
        String costly = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + IntStream.range(0, 60)
                        .mapToObj(i -> "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::999999999999:role/r"
                                + i + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}")
                        .collect(Collectors.joining(","))
                + "]}";
        List<String> policies = List.of(CLEAN, costly, PUBLIC);
        Console.Result result = check(IntStream.range(0, 900)
                .mapToObj(i ->
                        "{\"id\":" + i + "," + HEAD + "\"policy\":" + policies.get(i % 100 == 1 ? 1 : i % 2 * 2) + "}")
                .toArray(String[]::new));
        assertThat(answers(result))
                .extracting(answer ->
                        answer.path("id").asInt() + " " + answer.path("verdict").asText())
                .containsExactlyElementsOf(IntStream.range(0, 900)
                        .mapToObj(i -> i + (i % 100 == 1 ? " EXTERNAL" : i % 2 == 0 ? " NONE" : " PUBLIC"))
                        .toList());
    }

    @Test
    void answersEachLineBeforeItWaitsForTheNext() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), this::talk);
    }

    private void talk() throws IOException, InterruptedException {
        PipedOutputStream cases = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(cases, 1 << 16);
                PipedInputStream out = new PipedInputStream(1 << 16);
                Output printed = new Output(new PipedOutputStream(out));
                BufferedReader answers = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8))) {
            Surroundings surroundings = new Surroundings(in, printed, printed, Map.of(), folder, false);
            Thread command = Thread.ofVirtual().start(() -> new Portcullis(surroundings).run("check", "--jsonl"));
            for (int i = 0; i < 20; i++) {
                String line = "{\"id\":" + i + "," + HEAD + "\"policy\":" + CLEAN + "}\n";
                cases.write(line.getBytes(StandardCharsets.UTF_8));
                cases.flush();
                assertThat(parse(answers.readLine()).path("id").asInt()).isEqualTo(i);
            }
            cases.close();
            command.join();
        }
    }

    @Test
    void provesAFindingByARequest() {
        JsonNode finding = answers(check("{\"id\":\"a\"," + HEAD + "\"policy\":" + EXTERNAL + "}"))
                .getFirst()
                .path("findings")
                .path(0);
        assertThat(finding.path("principal").path("AWS").asText()).contains("999999999999");
        assertThat(finding.path("action").toString()).contains("kms:Decrypt");
        assertThat(finding.path("isPublic").isBoolean()).isTrue();
        assertThat(finding.path("witness").path("principal").asText()).contains("999999999999");
        assertThat(finding.path("witness").path("action").asText()).startsWith("kms:");
        assertThat(finding.path("witness").path("resource").asText()).startsWith("arn:aws:kms:");
        assertThat(finding.path("witness").path("context").isObject()).isTrue();
        assertThat(finding.path("condition").isObject()).isTrue();
    }

    @Test
    void takesThePolicyAsTextToo() throws Exception {
        Console.Result result = check("{\"id\":\"a\"," + HEAD + "\"policy\":" + JSON.writeValueAsString(PUBLIC) + "}");
        assertThat(answers(result).getFirst().path("verdict").asText()).isEqualTo("PUBLIC");
    }

    @Test
    void reportsGrantsAsListGrantsReturnsThem() {
        Console.Result result = check("{\"id\":\"a\"," + HEAD + "\"policy\":" + CLEAN
                + ",\"grants\":[{\"GrantId\":\"g1\",\"Name\":\"\",\"GranteePrincipal\":\"arn:aws:iam::999999999999:root\","
                + "\"Operations\":[\"Decrypt\"],\"CreationDate\":1.7e9,"
                + "\"Constraints\":{\"EncryptionContextSubset\":{\"team\":\"blue\"}}}]}");
        JsonNode answer = answers(result).getFirst();
        assertThat(answer.path("verdict").asText()).isEqualTo("EXTERNAL");
        assertThat(answer.path("findings").path(0).path("action").toString()).isEqualTo("[\"kms:Decrypt\"]");
        assertThat(answer.path("findings")
                        .path(0)
                        .path("witness")
                        .path("context")
                        .toString())
                .contains("blue");
    }

    @Test
    void trustsTheOrganizationWhenOneIsGiven() {
        String policy = PUBLIC.replace(
                "\"Resource\":\"*\"",
                "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-own1234567\"}}");
        assertThat(answers(check(
                        "{\"id\":\"with\"," + HEAD + "\"organization\":\"o-own1234567\",\"policy\":" + policy + "}",
                        "{\"id\":\"without\"," + HEAD + "\"policy\":" + policy + "}")))
                .extracting(answer -> answer.path("verdict").asText())
                .containsExactly("NONE", "EXTERNAL");
    }

    @Test
    void refusesDuplicateKeysInsideThePolicy() {
        Console.Result result = check(
                "{\"id\":\"a\"," + HEAD + "\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[],\"Statement\":[]}}");
        assertThat(answers(result).getFirst().path("verdict").asText()).isEqualTo("UNDECIDED");
        assertThat(answers(result).getFirst().path("error").asText()).contains("Statement");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void givesABadLineItsErrorAndGoesOn() {
        Console.Result result = check(
                "nonsense",
                "[1]",
                "{\"id\":7,\"policy\":",
                "{\"id\":\"rock\",\"resourceType\":\"AWS::Moon::Rock\",\"account\":\"111122223333\",\"policy\":{}}",
                "{\"id\":\"short\",\"resourceType\":\"AWS::KMS::Key\",\"account\":\"1\",\"policy\":{}}",
                "{\"id\":\"none\"," + HEAD + "\"grants\":[]}",
                "{\"id\":\"typo\"," + HEAD + "\"policy\":" + PUBLIC + ",\"grnats\":[]}",
                "{\"id\":\"twice\",\"id\":\"again\"," + HEAD + "\"policy\":" + PUBLIC + "}",
                "{\"id\":\"grants\"," + HEAD + "\"policy\":" + PUBLIC + ",\"grants\":{}}",
                "",
                "{\"id\":\"good\"," + HEAD + "\"policy\":" + CLEAN + "}");
        assertThat(answers(result))
                .extracting(answer -> answer.path("id").asText() + " "
                        + answer.path("verdict").asText() + " " + answer.has("error"))
                .containsExactly(
                        "null UNDECIDED true",
                        "null UNDECIDED true",
                        "7 UNDECIDED true",
                        "rock UNDECIDED true",
                        "short UNDECIDED true",
                        "none UNDECIDED true",
                        "typo UNDECIDED true",
                        "again UNDECIDED true",
                        "grants UNDECIDED true",
                        "null UNDECIDED true",
                        "good NONE false");
        assertThat(answers(result).get(3).path("error").asText())
                .contains("AWS::Moon::Rock", "AWS::S3::Bucket (bucket)");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void refusesALineThatIsNotUtf8() {
        byte[] line =
                ("{\"id\":\"\u00e4\"," + HEAD + "\"policy\":" + CLEAN + "}").getBytes(StandardCharsets.ISO_8859_1);
        Console.Result result = new Console(folder).input(line).run("check", "--jsonl");
        assertThat(answers(result).getFirst().path("error").asText()).contains("UTF-8");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void hasNothingToSayOfNothing() {
        assertThat(new Console(folder).input("").run("check", "--jsonl")).isEqualTo(new Console.Result(0, "", ""));
    }

    @Test
    void namesAByteOrderMark() {
        Console.Result result = check("\uFEFF{\"id\":\"a\"," + HEAD + "\"policy\":" + CLEAN + "}");
        assertThat(answers(result).getFirst().path("error").asText()).contains("byte order mark");
    }

    @Test
    void numbersBeyondAllBoundsAreNotUnforeseen() {
        String policy = PUBLIC.replace(
                "\"Resource\":\"*\"",
                "\"Resource\":\"*\",\"Condition\":{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":1e999999999}}");
        Console.Result result = check("{\"id\":\"a\"," + HEAD + "\"policy\":" + policy + "}");
        assertThat(answers(result).getFirst().path("verdict").asText()).isEqualTo("PUBLIC");
    }
}
