package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents made to hurt. The time limit is generous: it is there to catch hangs, not slowness. */
class HostileDocumentsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OPEN = "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": ";

    private final PolicyReader reader = new PolicyReader();

    @TestFactory
    List<DynamicTest> refusesInBoundedTime() {
        return List.of(
                refused("lists half a million deep", "[".repeat(500_000)),
                refused("lists deep in a statement", "{\"Statement\": " + "[".repeat(500_000)),
                refused("objects deep", "{\"Statement\":".repeat(50_000)),
                refused("lists deep in a value", OPEN + "[".repeat(500_000)),
                refused("text that never ends", "{\"Id\": \"" + "x".repeat(1_000_000)),
                refused("white space that never ends", "{" + " \r\n".repeat(300_000)),
                refused("escape cut short", "{\"Id\": \"" + "\\u0041".repeat(100_000) + "\\u00"),
                refused("name of a million characters", "{\"" + "x".repeat(1_000_000) + "\": 1}"),
                refused("number of a million digits", OPEN + "1, \"Condition\": " + "7".repeat(1_000_000)),
                refused(
                        "half a surrogate pair at the end of a long text",
                        "{\"Id\": \"" + "🐎".repeat(250_000) + "\\ud83d\"}"),
                refused("a million commas", "{\"Statement\": [" + ",".repeat(1_000_000)));
    }

    @TestFactory
    List<DynamicTest> readsInBoundedTime() {
        return List.of(
                read("100,000 values", OPEN + list(100_000, i -> "\"" + i + "\"") + "}}"),
                read(
                        "500,000 numbers under a long key",
                        OPEN + "\"*\", \"Condition\": {\"NumericEquals\": {\"" + "k".repeat(10_000) + "\": "
                                + list(500_000, i -> "1") + "}}}}"),
                read(
                        "10,000 statements",
                        "{\"Statement\": " + list(10_000, i -> "{\"Effect\":\"Allow\",\"Action\":\"*\"}") + "}"),
                read(
                        "names that collide as hashes",
                        OPEN + "\"*\", \"Condition\": {\"Bool\": {" + colliding(14) + "}}}}"),
                read("a text of a million NULs", "{\"Id\": \"" + "\\u0000".repeat(170_000) + "\", \"Statement\": []}"),
                read("300,000 line ends", "{" + "\r\n".repeat(300_000) + "\"Statement\": []}"));
    }

    @Test
    void refusesTextBeyondTheLimitAndReadsTextAtIt() throws PolicyException {
        String document = "{\"Statement\": []}";
        String longest = document + " ".repeat(PolicyReader.LONGEST_DOCUMENT - document.length());
        assertThat(reader.read(longest).statements()).isEmpty();
        assertThatThrownBy(() -> reader.read(longest + " "))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("1048577 characters, over the limit of 1048576");
    }

    @Test
    void answersMutilatedDocumentsWithPolicyExceptionOnly() {
        assertTimeoutPreemptively(LIMIT, () -> {
            for (long seed = 0; seed < 3_000; seed++) {
                RandomDocument document = new RandomDocument(seed);
                String json = mutilated(document.print(document.tree()), new Random(seed));
                assertThat(faultOtherThanRefusal(json))
                        .as("seed %d: %s", seed, json)
                        .isEmpty();
            }
        });
    }

    @Test
    void takesVariablesThatNeverCloseApartInBoundedTime() {
        Template template = assertTimeoutPreemptively(LIMIT, () -> Template.parse("${".repeat(500_000), true, true));
        assertThat(template.literal()).contains("${".repeat(500_000));
    }

    @Test
    void validatesHostilePoliciesInBoundedTime() throws PolicyException {
        Policy policy = reader.read(OPEN + "\"*\", \"Condition\": {\"IpAddress\": {\"a:b\": "
                + list(50_000, i -> "\"" + "1.".repeat(3) + i + "\"") + "}, \"BinaryEquals\": {\"a:b\": \""
                + "=".repeat(100_000) + "\"}, \"DateEquals\": {\"a:b\": \"" + "1".repeat(100_000) + "\"}}}}");
        assertTimeoutPreemptively(
                LIMIT,
                () -> assertThat(new PolicyValidator().validate(policy, PolicyKind.KEY))
                        .isNotEmpty());
    }

    @Test
    void tellsThePlacesOfManyFaultsInBoundedTime() throws PolicyException {
        Policy policy = reader.read(
                OPEN + "\"*\", \"Condition\": {\"Bool\": {\"a:b\": " + list(100_000, i -> "\n\"x\"") + "}}}}");
        assertTimeoutPreemptively(
                LIMIT,
                () -> assertThat(new PolicyValidator().validate(policy, PolicyKind.IDENTITY))
                        .last()
                        .hasToString("ERROR bad-value at line 100001, column 1"
                                + " ($.Statement.Condition.Bool['a:b'][99999]): \"x\" is no value for Bool;"
                                + " write \"true\" or \"false\""));
    }

    private DynamicTest refused(String name, String json) {
        return DynamicTest.dynamicTest(
                name,
                () -> assertTimeoutPreemptively(
                        LIMIT,
                        () -> assertThatThrownBy(() -> reader.read(json))
                                .isInstanceOf(PolicyException.class)
                                .satisfies(refusal ->
                                        assertThat(refusal.toString().length()).isLessThan(600))));
    }

    private DynamicTest read(String name, String json) {
        return DynamicTest.dynamicTest(
                name,
                () -> assertTimeoutPreemptively(LIMIT, () -> {
                    assertThat(json.length()).isLessThanOrEqualTo(PolicyReader.LONGEST_DOCUMENT);
                    Policy policy = reader.read(json);
                    String written = new PolicyWriter().compact(policy);
                    assertThat(JsonTree.parse(written)).isEqualTo(JsonTree.parse(json));
                }));
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }

    /** Members whose names all have one hash code. */
    private static String colliding(int bits) {
        return IntStream.range(0, 1 << bits)
                .mapToObj(i -> IntStream.range(0, bits)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "aq" : "bR")
                        .collect(Collectors.joining()))
                .limit(20_000)
                .map(name -> "\"" + name + "\":1")
                .collect(Collectors.joining(","));
    }

    private static String mutilated(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int i = 1 + random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "{}[]\",:\\/#0ez\u0000\ud83d\uFEFF".charAt(random.nextInt(16)));
                case 2 -> text.setLength(at);
                default -> text.insert(at, json, 0, random.nextInt(json.length()));
            }
        }
        return text.toString();
    }

    private Optional<Throwable> faultOtherThanRefusal(String json) {
        try {
            reader.read(json);
            return Optional.empty();
        } catch (PolicyException refusal) {
            assertThat(refusal.at().offset()).isBetween(0, json.length());
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError fault) {
            return Optional.of(fault);
        }
    }
}
