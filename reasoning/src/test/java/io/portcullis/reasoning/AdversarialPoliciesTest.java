package io.portcullis.reasoning;

import static io.portcullis.reasoning.Questions.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inputs whose size and entanglement break engines of this kind, each with its right answer. */
class AdversarialPoliciesTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    /** Everything is allowed but what one of the conditions denies. */
    private static Access denyEach(List<String> conditions) {
        return ACCOUNT.ask(Questions.policy(Questions.statement("Allow", "{}")
                + conditions.stream()
                        .map(condition -> "," + Questions.statement("Deny", condition))
                        .collect(Collectors.joining())));
    }

    @Test
    void ofFortyNestedPrefixesAndSuffixesTheInnermostIsReported() {
        String patterns = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "'vpc-" + "a".repeat(i) + "*" + "b".repeat(i) + "'")
                .collect(Collectors.joining(","));
        String innermost = "vpc-" + "a".repeat(40) + "*" + "b".repeat(40);
        Access access = ACCOUNT.ask(Questions.policy(
                Questions.statement("Allow", "{'StringLike':{'aws:SourceVpc':[" + patterns + "]}}") + ","
                        + Questions.statement("Deny", "{'StringNotLike':{'aws:SourceVpc':'" + innermost + "'}}")));
        assertThat(access.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.condition()).containsEntry("aws:SourceVpc", List.of(innermost)));
    }

    /** A clause of three literals is denied where all three are false. */
    private static String clause(int[] literals) {
        String wanted = "";
        String unwanted = "";
        for (int literal : literals) {
            String test = ",'aws:PrincipalTag/t" + Math.abs(literal) + "':'y'";
            unwanted += literal > 0 ? test : "";
            wanted += literal < 0 ? test : "";
        }
        return "{'StringEquals':{" + wanted.replaceFirst(",", "") + "},'StringNotEquals':{"
                + unwanted.replaceFirst(",", "") + "}}";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void hardFormulasWithASolutionArePublic(int seed) {
        Random random = new Random(seed);
        List<String> clauses = new ArrayList<>();
        while (clauses.size() < 86) {
            int[] literals = random.ints(1, 21).distinct().limit(3).toArray();
            boolean solved = false;
            for (int i = 0; i < 3; i++) {
                boolean positive = random.nextBoolean();
                // The solution sets the tags of even number.
                solved |= positive == (literals[i] % 2 == 0);
                literals[i] = positive ? literals[i] : -literals[i];
            }
            if (solved) {
                clauses.add(clause(literals));
            }
        }
        assertThat(verdict(denyEach(clauses))).isEqualTo("public");
    }

    @Test
    void fivePigeonsDoNotFitIntoFourHoles() {
        List<String> clauses = new ArrayList<>();
        for (int pigeon = 0; pigeon < 5; pigeon++) {
            int first = 4 * pigeon + 1;
            clauses.add(clause(IntStream.range(first, first + 4).toArray()));
            for (int other = 0; other < pigeon; other++) {
                for (int hole = 1; hole <= 4; hole++) {
                    clauses.add(clause(new int[] {-(4 * pigeon + hole), -(4 * other + hole)}));
                }
            }
        }
        assertThat(verdict(denyEach(clauses))).isEqualTo("clean");
    }

    @Test
    void aChainOfExclusiveOrsThatContradictsItselfIsClean() {
        List<String> clauses = new ArrayList<>();
        for (int i = 1; i < 12; i++) {
            clauses.add(clause(new int[] {i, i + 1}));
            clauses.add(clause(new int[] {-i, -(i + 1)}));
        }
        clauses.add(clause(new int[] {1, -12}));
        clauses.add(clause(new int[] {-1, 12}));
        assertThat(verdict(denyEach(clauses))).isEqualTo("clean");
    }

    @Test
    void moreFindingsThanCanBeListedAreToldTogether() {
        String condition =
                List.of("aws:SourceVpc:vpc-", "aws:SourceVpce:vpce-", "aws:userid:AIDA", "aws:PrincipalOrgID:o-")
                        .stream()
                        .map(key -> {
                            int colon = key.lastIndexOf(':');
                            String values = IntStream.range(0, 20)
                                    .mapToObj(i -> "'" + key.substring(colon + 1) + i + "'")
                                    .collect(Collectors.joining(","));
                            return "'" + key.substring(0, colon) + "':[" + values + "]";
                        })
                        .collect(Collectors.joining(",", "{'StringEquals':{", "}}"));
        Access access = ACCOUNT.allow(condition);
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.isPublic()).isFalse();
            assertThat(cell.condition())
                    .hasSize(4)
                    .allSatisfy((key, values) -> assertThat(values).hasSize(20).doesNotHaveDuplicates());
        });
        assertThat(access.more()).isFalse();
        assertThat(access.notes()).singleElement().asString().contains("told together");
    }

    @Test
    void everyPatternThatOverlapsTheOthersInBothItsEndsHasItsFindings() {
        int count = 20;
        String letters = "abcdefghijklmnopqrstuvwxyz";
        String statements = IntStream.range(0, count)
                .mapToObj(i -> Questions.statement(
                        "Allow",
                        "{'StringLike':{'aws:SourceVpce':'vpce-%s*%s'},'StringEquals':{'aws:userid':'AIDA%d'}}"
                                .formatted(letters.substring(0, i), letters.substring(i + 1, count + 1), i)))
                .collect(Collectors.joining(","));
        Access access = ACCOUNT.ask(Questions.policy(statements));
        // One endpoint matches all patterns: each is a finding with each of the users.
        assertThat(access.cells())
                .extracting(Access.Cell::condition)
                .hasSize(count * count)
                .doesNotHaveDuplicates();
        assertThat(access.more()).isFalse();
        assertThat(access.notes()).isEmpty();
    }

    @Test
    void ofNestedRangesAndPrefixesTheInnermostThatExplainAreReported() {
        String ranges = IntStream.rangeClosed(16, 26)
                .mapToObj(i -> "'203.0.113.0/" + i + "'")
                .collect(Collectors.joining(","));
        String ids = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "'AIDA" + "B".repeat(i) + "*'")
                .collect(Collectors.joining(","));
        Access access = ACCOUNT.allow(
                "{'IpAddress':{'aws:SourceIp':[" + ranges + "]},'StringLike':{'aws:userid':[" + ids + "]}}");
        // What lies outside the next smaller value needs the larger one: the outermost pair covers all.
        assertThat(access.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.condition())
                        .containsEntry("aws:SourceIp", List.of("203.0.113.0/16"))
                        .containsEntry("aws:userid", List.of("AIDAB*")));
    }

    @Test
    void hundredsOfPrincipalsOfWhichADenySparesOneAccountAreOne() {
        String principals = IntStream.range(0, 300)
                .mapToObj(i -> "\"arn:aws:iam::%012d:role/r\"".formatted(222222220000L + i))
                .collect(Collectors.joining(","));
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":{"AWS":[%s]},"Action":"kms:Decrypt","Resource":"*"},
                {"Effect":"Deny","NotPrincipal":{"AWS":["222222220007"]},"Action":"*","Resource":"*"}""".formatted(principals)));
        assertThat(access.cells())
                .singleElement()
                .extracting(Access.Cell::principal)
                .isEqualTo("arn:aws:iam::222222220007:role/r");
    }

    private static String values(int count, IntFunction<String> value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'" + value.apply(i) + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aThousandPrincipalsAreAThousandFindings() {
        String principals = values(1_000, i -> "arn:aws:iam::%012d:role/r".formatted(222222220000L + i));
        Access access = ACCOUNT.ask(
                Questions.policy("{'Effect':'Allow','Principal':{'AWS':%s},'Action':'kms:Decrypt','Resource':'*'}"
                        .formatted(principals)
                        .replace('\'', '"')));
        assertThat(access.cells()).hasSize(1_000).noneMatch(Access.Cell::isPublic);
        assertThat(access.more()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | aws:SourceVpc | vpc-%d",
                "IpAddress | aws:SourceIp | 203.0.%d.0/24",
                "IpAddress | aws:SourceIp | 2001:db8:%d::/48",
                "StringLike | aws:userid | AROA%d:*"
            })
    void asManyFindingsAsValuesAreAllListed(String operator, String key, String form) {
        int count = form.startsWith("203") ? 256 : 700;
        Access access = ACCOUNT.allow("{'" + operator + "':{'" + key + "':"
                + values(count, i -> form.formatted(form.startsWith("AROA") ? 1_000 + i : i)) + "}}");
        assertThat(access.cells()).hasSize(count).noneMatch(Access.Cell::isPublic);
        assertThat(access.more()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "*a", "*ab", "?*"})
    void aValueOfThousandsOfWildcardsIsDecided(String piece) {
        String glob = "x*" + piece.repeat(5_000);
        assertThat(verdict(ACCOUNT.allow("{'StringLike':{'aws:PrincipalTag/x':'" + glob + "'}}")))
                .isEqualTo("public");
        assertThat(verdict(ACCOUNT.allow("{'StringNotLike':{'aws:PrincipalTag/x':'" + glob + "'}}")))
                .isEqualTo("public");
        assertThat(verdict(ACCOUNT.allow("{'StringLike':{'aws:PrincipalTag/x':'" + glob
                        + "'},'StringNotLike':{'aws:PrincipalTag/x':'x*'}}")))
                .isEqualTo("clean");
    }

    @Test
    void manyKeysOfFloatingPatternsShareTheWork() {
        List<String> conditions = new ArrayList<>();
        for (int key = 0; key < 30; key++) {
            int own = key;
            conditions.add("{'StringLike':{'aws:PrincipalTag/x" + key + "':"
                    + values(12, i -> "*" + (char) ('a' + i) + (char) ('a' + (i + own) % 26) + "*") + "}}");
        }
        assertThat(verdict(denyEach(conditions))).isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | aws:SourceVpc | vpc-%d",
                "IpAddress | aws:SourceIp | 2001:db8:%x::/48",
                "NumericEquals | aws:MultiFactorAuthAge | %d"
            })
    void moreValuesThanFitAreUndecidedWithTheReason(String operator, String key, String form) {
        Access access = ACCOUNT.allow("{'" + operator + "':{'" + key + "':" + values(40_000, form::formatted) + "}}");
        assertThat(verdict(access)).isEqualTo("undecided");
        assertThat(access.doubts()).isNotEmpty();
    }

    @Test
    void moreStatementsAndKeysThanFitAreUndecidedWithTheReason() {
        List<String> conditions = IntStream.range(0, 6_000)
                .mapToObj(i -> "{'StringEquals':{'aws:PrincipalTag/x" + i + "':'a'}}")
                .toList();
        assertThat(denyEach(conditions).doubts()).singleElement().asString().contains("statements and keys");
    }
}
