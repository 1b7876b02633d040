package io.portcullis.reasoning;

import static io.portcullis.reasoning.Questions.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
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

/** The inputs that break engines of this kind, each with its right answer. */
class AdversarialPoliciesTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String statement(String effect, String condition) {
        return """
                {"Effect":"%s","Principal":"*","Action":"kms:*","Resource":"*","Condition":%s}""".formatted(effect, condition.replace('\'', '"'));
    }

    private static Access allow(String condition) {
        return ACCOUNT.ask(Questions.policy(statement("Allow", condition)));
    }

    /** Everything is allowed but what one of the conditions denies. */
    private static Access denyEach(List<String> conditions) {
        return ACCOUNT.ask(Questions.policy(statement("Allow", "{}")
                + conditions.stream()
                        .map(condition -> "," + statement("Deny", condition))
                        .collect(Collectors.joining())));
    }

    @Test
    void ofFortyNestedPrefixesAndSuffixesTheInnermostIsReported() {
        String patterns = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "'vpc-" + "a".repeat(i) + "*" + "b".repeat(i) + "'")
                .collect(Collectors.joining(","));
        String innermost = "vpc-" + "a".repeat(40) + "*" + "b".repeat(40);
        Access access =
                ACCOUNT.ask(Questions.policy(statement("Allow", "{'StringLike':{'aws:SourceVpc':[" + patterns + "]}}")
                        + "," + statement("Deny", "{'StringNotLike':{'aws:SourceVpc':'" + innermost + "'}}")));
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
        Access access = allow(condition);
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.isPublic()).isFalse();
            assertThat(cell.condition()).hasSize(4).allSatisfy((key, values) -> assertThat(values)
                    .hasSize(20)
                    .doesNotHaveDuplicates());
        });
        assertThat(access.more()).isFalse();
        assertThat(access.notes()).singleElement().asString().contains("told together");
    }

    @Test
    void everyPatternThatOverlapsTheOthersInBothItsEndsHasItsFindings() {
        int count = 20;
        String letters = "abcdefghijklmnopqrstuvwxyz";
        String statements = IntStream.range(0, count)
                .mapToObj(i -> statement(
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
        Access access =
                allow("{'IpAddress':{'aws:SourceIp':[" + ranges + "]},'StringLike':{'aws:userid':[" + ids + "]}}");
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
        Access access = allow("{'" + operator + "':{'" + key + "':"
                + values(count, i -> form.formatted(form.startsWith("AROA") ? 1_000 + i : i)) + "}}");
        assertThat(access.cells()).hasSize(count).noneMatch(Access.Cell::isPublic);
        assertThat(access.more()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "*a", "*ab", "?*"})
    void aValueOfThousandsOfWildcardsIsDecided(String piece) {
        String glob = "x*" + piece.repeat(5_000);
        assertThat(verdict(allow("{'StringLike':{'aws:PrincipalTag/x':'" + glob + "'}}")))
                .isEqualTo("public");
        assertThat(verdict(allow("{'StringNotLike':{'aws:PrincipalTag/x':'" + glob + "'}}")))
                .isEqualTo("public");
        assertThat(verdict(allow("{'StringLike':{'aws:PrincipalTag/x':'" + glob
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
        Access access = allow("{'" + operator + "':{'" + key + "':" + values(40_000, form::formatted) + "}}");
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

    @Test
    void globsThatMeetInPairsButNotTogetherLetNobodyIn() {
        // a…b of two letters is "ab" alone, whose second letter is no c.
        assertThat(verdict(allow("""
                {'StringLike':{'aws:PrincipalTag/x':'a*b'},'StringLikeIfExists':{'aws:PrincipalTag/x':'??'},
                 'ForAnyValue:StringLike':{'aws:PrincipalTag/x':'?c*'}}"""))).isEqualTo("clean");
        assertThat(verdict(allow("""
                {'StringLike':{'aws:PrincipalTag/x':'a*b'},'StringLikeIfExists':{'aws:PrincipalTag/x':'???'},
                 'ForAnyValue:StringLike':{'aws:PrincipalTag/x':'?c*'}}"""))).isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ForAllValues:StringEquals':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':true}} | public",
                "{'ForAllValues:StringEquals':{'aws:TagKeys':'a'},'ForAnyValue:StringEquals':{'aws:TagKeys':'b'}} | clean",
                "{'ForAllValues:StringLike':{'aws:TagKeys':'a*'},'ForAnyValue:StringLike':{'aws:TagKeys':'*b'}} | public",
                "{'ForAllValues:StringNotLike':{'aws:TagKeys':'*'},'Null':{'aws:TagKeys':false}} | clean",
                "{'ForAllValues:StringNotLike':{'aws:TagKeys':'*'}} | public",
                "{'ForAnyValue:StringLike':{'aws:TagKeys':'*'},'Null':{'aws:TagKeys':true}} | clean",
                "{'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'a'},'Null':{'aws:TagKeys':true}} | public"
            })
    void setOperatorsAndAbsenceGoTogether(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':true}} | clean",
                "{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':true}} | public",
                "{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':false}} | external",
                "{'StringNotEquals':{'aws:PrincipalOrgID':'o-x'},'StringEquals':{'aws:PrincipalOrgID':'o-x'}} | clean",
                "{'StringNotEquals':{'aws:PrincipalOrgID':'o-x'},'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-x'}} | public",
                "{'StringNotLike':{'aws:PrincipalOrgID':'*'}} | public",
                "{'StringNotLike':{'aws:PrincipalOrgID':'*'},'Null':{'aws:PrincipalOrgID':false}} | clean",
                "{'NumericLessThan':{'aws:MultiFactorAuthAge':5},'NumericGreaterThan':{'aws:MultiFactorAuthAge':10}} | clean",
                "{'StringEquals':{'aws:SourceVpc':'vpc-1'},'StringLike':{'aws:SourceVpc':'vpc-2*'}} | clean"
            })
    void operatorsOnOneKeyHoldTogetherOrNotAtAll(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringLike':{'aws:PrincipalTag/x':'*'},'Null':{'aws:PrincipalTag/x':true}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'*'},'StringNotLike':{'aws:PrincipalTag/x':'?*'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':''}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'?*'},'StringNotLike':{'aws:PrincipalTag/x':'*?'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'**'},'StringNotLikeIfExists':{'aws:PrincipalTag/x':['?*','']}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${*}'},'StringNotEquals':{'aws:PrincipalTag/x':'*'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'a${?}'},'StringNotEquals':{'aws:PrincipalTag/x':'a?'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${$}'},'StringNotEquals':{'aws:PrincipalTag/x':'$'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'*'},'StringNotLike':{'aws:PrincipalTag/x':'${*}'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'?'},'StringEquals':{'aws:PrincipalTag/x':'😀'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'??'},'StringEquals':{'aws:PrincipalTag/x':'😀'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'k?ň'},'StringEquals':{'aws:PrincipalTag/x':'kůň'}} | public"
            })
    void emptyAbsentAndLiteralStarsAreThreeThings(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:t'}} | clean",
                "{'StringLike':{'aws:SourceArn':'arn:aws:sns:*:t'}} | public",
                "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:us-east-1:222222222222:t:*'}} | external",
                "{'ArnEquals':{'aws:SourceArn':'arn:aws:sns'}} | clean",
                "{'ArnEquals':{'aws:SourceArn':'arn:aws:sns*'}} | public",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222:role*'}} | external",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam:*:role/x'}} | clean",
                "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam:*:role/x'}} | public",
                "{'ArnNotLike':{'aws:PrincipalArn':'not an arn'}} | public"
            })
    void starsOfArnOperatorsStayInTheirSegment(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEqualsIgnoreCase':{'aws:PrincipalTag/x':'I'},'StringEquals':{'aws:PrincipalTag/x':'i'}} | public",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalTag/x':'ß'},'StringLike':{'aws:PrincipalTag/x':'??'}} | clean",
                "{'StringNotEqualsIgnoreCase':{'aws:PrincipalTag/x':'VPC'},'StringEquals':{'aws:PrincipalTag/x':'vpc'}} | clean",
                "{'Bool':{'aws:SecureTransport':'TRUE'}} | public",
                "{'StringEquals':{'aws:SecureTransport':'TRUE'}} | clean"
            })
    void caseIsFoldedLetterByLetter(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'IpAddress':{'aws:SourceIp':'203.0.113.9/31'},'NotIpAddress':{'aws:SourceIp':['203.0.113.8','203.0.113.9']}} | clean",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.9/31'},'NotIpAddress':{'aws:SourceIp':'203.0.113.8'}} | external",
                "{'NotIpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']},'Null':{'aws:SourceIp':false}} | public",
                "{'NotIpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1','::/0']},'Null':{'aws:SourceIp':false}} | clean",
                "{'NotIpAddress':{'aws:SourceIp':['0.0.0.0/0','::/0']}} | public",
                "{'IpAddress':{'aws:SourceIp':'::ffff:203.0.113.7'},'NotIpAddress':{'aws:SourceIp':'203.0.113.7'}} | external",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/33'},'NotIpAddress':{'aws:SourceIp':'2001:db8::/32'}} | clean",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.7'},'StringEquals':{'aws:SourceVpce':'vpce-1'}} | clean"
            })
    void addressesOfOneFamilyAreNoneOfTheOther(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'NumericGreaterThan':{'aws:MultiFactorAuthAge':4},'NumericLessThan':{'aws:MultiFactorAuthAge':5}} | public",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':10},'NumericNotEquals':{'aws:MultiFactorAuthAge':'10.0'}} | clean",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':1e1},'NumericNotEquals':{'aws:MultiFactorAuthAge':10}} | clean",
                "{'NumericGreaterThanEquals':{'aws:MultiFactorAuthAge':5},'NumericLessThanEquals':{'aws:MultiFactorAuthAge':5}} | public",
                "{'NumericGreaterThanEquals':{'aws:MultiFactorAuthAge':5},'NumericLessThan':{'aws:MultiFactorAuthAge':5}} | clean",
                "{'DateEquals':{'aws:CurrentTime':'2030-01-01T00:00:00Z'},'DateNotEquals':{'aws:EpochTime':'1893456000'}} | clean",
                "{'DateLessThanEquals':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}} | public",
                "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}} | clean",
                "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T01:00:00+01:00'}} | clean",
                "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:01Z'}} | public"
            })
    void numbersAndDatesAreComparedAsWhatTheyAre(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'kms:CallerAccount':'222222222222','aws:PrincipalAccount':'333333333333'}} | clean",
                "{'StringEquals':{'kms:CallerAccount':'222222222222'},'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111111111111:*'}} | clean",
                "{'StringEquals':{'aws:SourceAccount':'222222222222'},'ArnLike':{'aws:SourceArn':'arn:aws:s3:::b'}} | external",
                "{'StringEquals':{'aws:SourceAccount':'222222222222'},'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:333333333333:*'}} | clean",
                "{'StringEquals':{'aws:PrincipalType':'User'},'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}} | clean",
                "{'StringLike':{'aws:userid':'AIDA*'},'StringEquals':{'aws:PrincipalType':'AssumedRole'}} | clean",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:sts::222222222222:assumed-role/*'}} | clean",
                "{'StringEquals':{'aws:PrincipalOrgID':'o-x1'},'StringLike':{'aws:PrincipalOrgPaths':'o-x2/*'}} | clean",
                "{'StringLike':{'aws:username':'*'},'StringEquals':{'aws:PrincipalType':'AssumedRole'}} | clean"
            })
    void keysThatFollowFromOneAnotherDoNotContradictEachOther(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @Test
    void documentsThatAllowNobodyAreClean() {
        assertThat(verdict(ACCOUNT.ask(Questions.policy("")))).isEqualTo("clean");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(statement("Deny", "{}")))))
                .isEqualTo("clean");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(statement("Allow", "{}") + "," + statement("Deny", "{}")))))
                .isEqualTo("clean");
    }

    @Test
    void oneValueAndAListOfOneAreTheSame() {
        assertThat(allow("{'StringEquals':{'aws:SourceVpc':['vpc-1']}}"))
                .isEqualTo(allow("{'StringEquals':{'aws:SourceVpc':'vpc-1'}}"));
    }

    @Test
    void anOperatorThatDoesNotExistIsRefusedNotGuessed() {
        String policy = Questions.policy(statement("Allow", "{'StringMatches':{'aws:SourceVpc':'vpc-1'}}"));
        assertThatThrownBy(() -> new PolicyReader().read(policy))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("StringMatches");
    }
}
