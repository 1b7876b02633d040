package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    private final PolicyReader reader = new PolicyReader();

    @Test
    void readsEveryElement() throws PolicyException {
        Policy policy = reader.read("""
                {"Version": "2012-10-17", "Id": "p", "Statement": {
                  "Sid": "s", "Effect": "Deny", "NotPrincipal": {"AWS": ["*", "1"], "Service": "kms.amazonaws.com"},
                  "NotAction": "kms:*", "NotResource": ["a"],
                  "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:x": ["a", 1e3, false]}, "Null": {"aws:y": true}}}}
                """);
        assertThat(policy.version()).isEqualTo(LanguageVersion.V2012);
        assertThat(policy.id()).contains("p");
        assertThat(policy.statementList()).isFalse();
        Statement statement = policy.statements().getFirst();
        assertThat(statement.sid()).contains("s");
        assertThat(statement.effect()).isEqualTo(Effect.DENY);
        PrincipalClause principals = statement.principals().orElseThrow();
        assertThat(principals.negated()).isTrue();
        assertThat(principals.principals())
                .containsExactly(
                        new Principal.Everyone("*"),
                        new Principal.Unrecognised("1"),
                        new Principal.Service("kms.amazonaws.com"));
        assertThat(statement.actions().negated()).isTrue();
        assertThat(statement.actions().values().list()).isFalse();
        assertThat(statement.resources().orElseThrow().values().list()).isTrue();
        assertThat(statement.conditions()).hasSize(2);
        assertThat(statement.conditions().getFirst().operator().written()).isEqualTo("ForAnyValue:StringLikeIfExists");
        assertThat(statement.conditions().getFirst().values().items())
                .extracting(Scalar::text, Scalar::kind)
                .containsExactly(
                        tuple("a", Scalar.Kind.STRING),
                        tuple("1e3", Scalar.Kind.NUMBER),
                        tuple("false", Scalar.Kind.BOOLEAN));
    }

    @Test
    void readsDocumentWithoutVersionAs2008() throws PolicyException {
        Policy policy = reader.read("{\"Statement\": []}");
        assertThat(policy.writtenVersion()).isEmpty();
        assertThat(policy.version()).isEqualTo(LanguageVersion.V2008);
        assertThat(policy.statements()).isEmpty();
    }

    @Test
    void readsStatementOfIdentityPolicyWithoutPrincipal() throws PolicyException {
        Statement statement = statement("\"Resource\": \"*\"");
        assertThat(statement.principals()).isEmpty();
    }

    @Test
    void readsStatementOfTrustPolicyWithoutResource() throws PolicyException {
        assertThat(statement("\"Principal\": \"*\"").resources()).isEmpty();
    }

    @Test
    void readsEmptyPrincipalMapsAndEmptyLists() throws PolicyException {
        PrincipalClause empty = statement("\"Principal\": {}").principals().orElseThrow();
        assertThat(empty.form()).isEqualTo(new PrincipalClause.ByType(List.of()));
        assertThat(statement("\"Principal\": {\"AWS\": []}")
                        .principals()
                        .orElseThrow()
                        .principals())
                .isEmpty();
        assertThat(statement("\"Resource\": []").resources().orElseThrow().values())
                .isEqualTo(new Values(List.of(), true));
    }

    @Test
    void tellsEmptyConditionFromNone() throws PolicyException {
        assertThat(statement("\"Condition\": {}").operatorBlocks()).contains(List.of());
        assertThat(statement("\"Resource\": \"*\"").operatorBlocks()).isEmpty();
    }

    @Test
    void readsOneKeyUnderTwoOperators() throws PolicyException {
        Statement statement =
                statement("\"Condition\": {\"StringLike\": {\"a:b\": \"x*\"}, \"StringNotLike\": {\"A:B\": \"xy\"}}");
        assertThat(statement.conditions()).extracting(Condition::normalizedKey).containsExactly("a:b", "a:b");
    }

    @Test
    void placesValuesAcrossAllKindsOfLineEnds() throws PolicyException {
        Policy policy = reader.read("{\n\"Version\":\r\n\"2012-10-17\",\r\"Statement\": [ {\"Effect\":\"Allow\",\n\n"
                + "  \"Action\": [\"🐎\", \"\\u0041\", \"kms:*\"]}]}");
        Statement statement = policy.statements().getFirst();
        assertThat(statement.at()).isEqualTo(new Location(43, 4, 16, "$.Statement[0]"));
        assertThat(statement.actions().values().items())
                .extracting(Scalar::at)
                .containsExactly(
                        new Location(76, 6, 14, "$.Statement[0].Action[0]"),
                        new Location(82, 6, 20, "$.Statement[0].Action[1]"),
                        new Location(92, 6, 30, "$.Statement[0].Action[2]"));
    }

    @Test
    void namesPathsOfKeysThatAreNoPlainNames() throws PolicyException {
        Condition condition = statement("\"Condition\": {\"Bool\": {\"aws:a'b\": true}}")
                .conditions()
                .getFirst();
        assertThat(condition.at().path()).isEqualTo("$.Statement.Condition.Bool['aws:a\\'b']");
        assertThat(condition.values().items().getFirst().at().path())
                .isEqualTo(condition.at().path());
    }

    @Test
    void placesEveryValueOfAnyDocumentWhereItStands() throws PolicyException, IOException {
        for (long seed = 0; seed < 500; seed++) {
            RandomDocument random = new RandomDocument(seed);
            String json = random.print(random.tree());
            for (Statement statement : reader.read(json).statements()) {
                String own = json.substring(statement.at().offset(), statement.endOffset());
                assertThat(own).as("seed %d", seed).startsWith("{").endsWith("}");
                assertThat(Placeless.of(reader.read("{\"Statement\":" + own + "}"))
                                .statements()
                                .getFirst()
                                .effect())
                        .isEqualTo(statement.effect());
                for (Scalar value : scalars(statement).toList()) {
                    assertStandsThere(value, json);
                }
            }
        }
    }

    private static void assertStandsThere(Scalar value, String json) throws IOException {
        Location at = value.at();
        String before = json.substring(0, at.offset());
        String[] lines = before.split("\r\n|\r|\n", -1);
        assertThat(at.line()).isEqualTo(lines.length);
        assertThat(at.column()).isEqualTo(lines[lines.length - 1].length() + 1);
        String there = json.substring(at.offset());
        if (value.kind() == Scalar.Kind.STRING) {
            assertThat(JsonTree.parse(there)).isEqualTo(value.text());
        } else {
            assertThat(there).startsWith(value.text());
        }
    }

    private static Stream<Scalar> scalars(Statement statement) {
        Stream<Values> matched = Stream.of(Optional.of(statement.actions()), statement.resources())
                .flatMap(Optional::stream)
                .map(MatchClause::values);
        Stream<Values> tested = statement.conditions().stream().map(Condition::values);
        return Stream.concat(matched, tested).flatMap(values -> values.items().stream());
    }

    @Test
    void cutsExactTextOfEachStatement() throws PolicyException {
        String first = "{\"Effect\": \"Allow\",\r\n \"Action\": \"ž}\" }";
        String second = "{ \"Action\":\"*\", \"Effect\":\"Deny\", \"Condition\": {} }";
        String json = " {\"Statement\": [" + first + " ,\n" + second + "\n] }";
        assertThat(reader.read(json).statements())
                .extracting(statement -> json.substring(statement.at().offset(), statement.endOffset()))
                .containsExactly(first, second);
    }

    @Test
    void refusesEveryKeyThatStandsTwiceHoweverManyThereAre() {
        for (int count : new int[] {1, 2, 8, 9, 30}) {
            for (int twice = 0; twice < count; twice++) {
                String keys = IntStream.range(0, count)
                        .mapToObj(i -> "\"aws:Key" + i + "\": \"v\",\n")
                        .collect(Collectors.joining());
                String block = "\"Condition\": {\"StringEquals\": {\n" + keys + "\"AWS:key" + twice + "\": \"w\"}}";
                assertThatThrownBy(() -> statement(block))
                        .isInstanceOf(PolicyException.class)
                        .hasMessageContaining(
                                "has \"AWS:key" + twice + "\" twice at line " + (count + 2) + ", column 1")
                        .hasMessageContaining("the first is at line " + (twice + 2) + ", column 1");
            }
        }
    }

    @Test
    void refusesHalfASurrogatePairEscapedOrAsItIs() {
        for (String half : List.of("\\ud83d", "\ud83d", "\\udc0e")) {
            assertThatThrownBy(() -> statement("\"Resource\": \"" + half + "\""))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("half a surrogate pair");
        }
    }

    @Test
    void policiesAreEqualThatSayTheSameAtTheSamePlaces() throws PolicyException {
        String json = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "222222222222"},
                  "Action": "kms:*", "Resource": "*", "Condition": {"StringLike": {"aws:x": "a"}}}}
                """;
        Policy policy = reader.read(json);
        assertThat(reader.read(json)).isEqualTo(policy).hasSameHashCodeAs(policy);
        List<String> others = List.of(
                json.replace("{\"AWS\": \"222222222222\"}", "{\"AWS\": \"333333333333\"}"),
                json.replace("\"Principal\"", "\"NotPrincipal\""),
                json.replace("StringLike", "StringEquals"),
                json.replace("aws:x", "aws:y"),
                json.replace("\"a\"", "\"b\""),
                // The same words elsewhere.
                " " + json,
                json.replace("{\"StringLike\"", "{ \"StringLike\""));
        for (String other : others) {
            assertThat(reader.read(other)).as(other).isNotEqualTo(policy);
        }
    }

    @Test
    void placesFaultsAsLocationToo() {
        assertThatThrownBy(() -> reader.read("{\"Statement\": 1}"))
                .isInstanceOfSatisfying(
                        PolicyException.class,
                        refusal -> assertThat(refusal.at()).isEqualTo(new Location(14, 1, 15, "$.Statement")));
    }

    private Statement statement(String elements) throws PolicyException {
        return reader.read("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"kms:*\", " + elements + "}}")
                .statements()
                .getFirst();
    }
}
