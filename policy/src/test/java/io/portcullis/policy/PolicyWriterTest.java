package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyWriterTest {

    private final PolicyReader reader = new PolicyReader();
    private final PolicyWriter writer = new PolicyWriter();

    @Test
    void losesNothingOfAnyDocument() throws PolicyException, IOException {
        for (long seed = 0; seed < 2_000; seed++) {
            RandomDocument random = new RandomDocument(seed);
            Map<String, Object> tree = random.tree();
            Policy policy = reader.read(random.print(tree));
            for (String written : List.of(writer.compact(policy), writer.indented(policy))) {
                assertThat(JsonTree.parse(written)).as("tree of seed %d", seed).isEqualTo(tree);
                assertThat(Placeless.of(reader.read(written)))
                        .as("policy of seed %d", seed)
                        .isEqualTo(Placeless.of(policy));
            }
        }
    }

    @Test
    void writesCompactFormWithoutWhiteSpaceInCustomaryOrder() throws PolicyException {
        assertThat(writer.compact(reader.read(SOURCE)))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"111111111111\"},\"NotAction\":[\"kms:*\"],\"Resource\":[],"
                        + "\"Condition\":{\"Bool\":{},\"NumericEquals\":{\"a:n\":[1e3,\"2\",true],\"a:m\":10.0}}}]}");
    }

    @Test
    void writesIndentedFormWithTwoSpaces() throws PolicyException {
        assertThat(writer.indented(reader.read(SOURCE))).isEqualTo("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "a",
                      "Effect": "Allow",
                      "Principal": {
                        "AWS": "111111111111"
                      },
                      "NotAction": [
                        "kms:*"
                      ],
                      "Resource": [],
                      "Condition": {
                        "Bool": {},
                        "NumericEquals": {
                          "a:n": [
                            1e3,
                            "2",
                            true
                          ],
                          "a:m": 10.0
                        }
                      }
                    }
                  ]
                }""");
    }

    @Test
    void mergesConditionsOfOneOperatorAndKeepsSpellingsApart() {
        Condition one = condition("StringEquals", "a:x");
        Condition two = condition("stringequals", "a:y");
        Condition three = condition("StringEquals", "a:z");
        assertThat(writer.compact(policy(List.of(one, two, three))))
                .contains("\"Condition\":{\"StringEquals\":{\"a:x\":[\"v\"],\"a:z\":[\"v\"]},"
                        + "\"stringequals\":{\"a:y\":[\"v\"]}}");
    }

    @Test
    void refusesToWriteOneKeyTwice() {
        Policy policy = policy(List.of(condition("Bool", "a:x"), condition("Bool", "a:x")));
        assertThatThrownBy(() -> writer.compact(policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a:x");
    }

    @Test
    void refusesTextInPlaceOfNumber() {
        assertThatThrownBy(() -> new Scalar("1}", Scalar.Kind.NUMBER, Location.NOWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1}");
    }

    private static Policy policy(List<Condition> conditions) {
        Statement statement = new Statement(
                0,
                Optional.empty(),
                Effect.ALLOW,
                Optional.empty(),
                new MatchClause(false, Values.of("*")),
                Optional.empty(),
                conditions,
                Location.NOWHERE,
                0);
        return new Policy(Optional.empty(), Optional.empty(), List.of(statement), true);
    }

    private static Condition condition(String operator, String key) {
        return new Condition(ConditionOperator.parse(operator).orElseThrow(), key, Values.of("v"), Location.NOWHERE);
    }

    private static final String SOURCE = """
            {"Statement": [{
              "Condition": {"Bool": {}, "NumericEquals": {"a:n": [1e3, "2", true], "a:m": 10.0}},
              "Resource": [],
              "NotAction": ["kms:*"],
              "Principal": {"AWS": "111111111111"},
              "Effect": "Allow",
              "Sid": "a"}],
             "Version": "2012-10-17"}
            """;
}
