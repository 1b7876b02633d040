package io.portcullis.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.app.Console;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READ = policy("s3:Get*");
    private static final String ALL = policy("s3:*");

    @TempDir
    Path folder;

    private static String policy(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    private static String line(String id, String policy, String reference) {
        return "{\"id\":\"" + id + "\",\"policy\":" + policy + ",\"reference\":" + reference + "}";
    }

    private Console.Result compare(String... lines) {
        return new Console(folder).input(String.join("\n", lines) + "\n").run("compare", "--jsonl");
    }

    private static List<JsonNode> answers(Console.Result result) {
        return result.out().lines().map(CompareLinesTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    @Test
    void answersEachPairInOrderAndProvesEachYes() throws Exception {
        Console.Result result = compare(
                line("more", ALL, READ), line("less", READ, ALL), line("text", JSON.writeValueAsString(READ), READ));
        assertThat(answers(result))
                .extracting(answer -> answer.path("id").asText() + " "
                        + answer.path("newAccess").asText() + " " + answer.has("witness"))
                .containsExactly("more YES true", "less NO false", "text NO false");
        JsonNode witness = answers(result).getFirst().path("witness");
        assertThat(witness.path("principal").asText()).startsWith("arn:aws:iam::");
        assertThat(witness.path("action").asText()).isEqualTo("s3:PutObject");
        assertThat(witness.path("resource").asText()).startsWith("arn:aws:s3:::");
        assertThat(witness.path("context").isObject()).isTrue();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void givesABadLineItsErrorAndGoesOn() {
        Console.Result result = compare(
                "nonsense",
                "{\"id\":\"half\",\"policy\":" + READ + "}",
                "{\"id\":\"typo\",\"policy\":" + READ + ",\"refrence\":" + READ + "}",
                "{\"id\":\"type\",\"policy\":" + READ + ",\"reference\":" + READ + ",\"resourceType\":\"sack\"}",
                line("bad", "{\"Statement\":[],\"Statement\":[]}", READ),
                line("worse", READ, "7"),
                line("good", READ, READ));
        assertThat(answers(result))
                .extracting(answer -> answer.path("id").asText() + " "
                        + answer.path("newAccess").asText() + " " + answer.has("error"))
                .containsExactly(
                        "null UNDECIDED true",
                        "half UNDECIDED true",
                        "typo UNDECIDED true",
                        "type UNDECIDED true",
                        "bad UNDECIDED true",
                        "worse UNDECIDED true",
                        "good NO false");
        assertThat(answers(result).get(1).path("error").asText()).isEqualTo("There is no reference");
        assertThat(answers(result).get(4).path("error").asText()).startsWith("the policy: ");
        assertThat(answers(result).get(5).path("error").asText()).startsWith("the reference: ");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void exitsCleanWhenNothingIsNewInAnyPair() {
        assertThat(compare(line("a", READ, ALL), line("b", READ, READ)).code()).isZero();
        assertThat(new Console(folder).input("").run("compare", "--jsonl")).isEqualTo(new Console.Result(0, "", ""));
    }
}
