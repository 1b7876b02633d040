package io.portcullis.reasoning;

import static io.portcullis.reasoning.Questions.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that nobody writes on purpose; each was once answered wrongly or not at all. */
class HostilePoliciesTest {

    private static final Questions ACCOUNT = Questions.ofAccount();
    private static final Questions ORGANIZATION = Questions.ofOrganization();

    private static String statement(String effect, String condition) {
        return """
            {"Effect":"%s","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*","Condition":%s}\
            """.formatted(effect, condition.replace('\'', '"'));
    }

    private static Access allow(Questions questions, String condition) {
        return questions.ask(Questions.policy(statement("Allow", condition)));
    }

    private static Access deny(Questions questions, String condition) {
        return questions.ask(Questions.policy(statement("Allow", "{}") + "," + statement("Deny", condition)));
    }

    private static Access principals(String principals) {
        return ACCOUNT.ask(Questions.policy("""
            {"Effect":"Allow","Principal":{"AWS":[%s]},"Action":"kms:*","Resource":"*"}\
            """.formatted(principals)));
    }

    @Test
    void aLongValueOfLettersInDoubtIsReadInOnePass() {
        String value = "\u017fab".repeat(170_000);
        assertThat(verdict(deny(ACCOUNT, "{'StringEqualsIgnoreCase':{'aws:UserAgent':'" + value + "'}}")))
                .isEqualTo("public");
    }

    @Test
    void namingThatCallersAreNoServiceDoesNotPinThem() {
        assertThat(verdict(allow(ACCOUNT, "{'Bool':{'aws:PrincipalIsAWSService':'false'}}")))
                .isEqualTo("public");
        assertThat(
                        verdict(
                                deny(
                                        ACCOUNT,
                                        "{'Bool':{'aws:PrincipalIsAWSService':'false'},'StringEquals':{'aws:PrincipalAccount':'222222222222'}}")))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"principal", "action", "resource", "Principal", "ACTION", ""})
    void aKeyNamedLikeAnElementIsAKeyOfTheCallersOwn(String key) {
        assertThat(verdict(allow(ACCOUNT, "{'StringLike':{'" + key + "':'x*'}}")))
                .isEqualTo("public");
        assertThat(verdict(deny(ACCOUNT, "{'StringLike':{'" + key + "':'*'}}"))).isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e2147483647", "1e35", "NaN", ""})
    void numbersThatNoRequestHasRaiseAnAllowAndNoException(String number) {
        assertThat(verdict(allow(ACCOUNT, "{'NumericEquals':{'aws:MultiFactorAuthAge':'" + number + "'}}")))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource({
        "DateGreaterThan, +999999999-12-31T00:00:00Z, public",
        "DateGreaterThan, 99999999999999, public",
        "DateLessThan, +999999999-12-31, public",
        "DateLessThan, -999999999-01-01T00:00:00Z, clean",
        "DateLessThan, 2026, public",
        "DateLessThan, 1767225600, clean"
    })
    void farDatesAreDecidedAndYearsAloneAreDoubted(String operator, String date, String expected) {
        assertThat(verdict(allow(ACCOUNT, "{'" + operator + "':{'aws:CurrentTime':'" + date + "'}}")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:CurrentTime", "aws:EpochTime"})
    void thePresenceOfTheClockIsAskedLikeThatOfAnyKey(String key) {
        assertThat(verdict(allow(ACCOUNT, "{'Null':{'" + key + "':'false'}}"))).isEqualTo("public");
        assertThat(verdict(allow(ACCOUNT, "{'Null':{'" + key + "':'true'}}"))).isEqualTo("clean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringLike':{'aws:CurrentTime':'*T09:*'}}",
                "{'StringLike':{'aws:EpochTime':'17*'}}",
                "{'NumericGreaterThan':{'aws:CurrentTime':'5'}}",
                "{'NumericEquals':{'aws:SourceAccount':'222222222222'}}",
                "{'NumericEquals':{'aws:SourceArn':'5'}}",
                "{'NumericGreaterThan':{'aws:ResourceOrgID':'5'}}",
                "{'IpAddress':{'aws:ResourceAccount':'10.0.0.0/8'}}",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'},'NumericLessThan':{'aws:SourceIp':'5'}}"
            })
    void keysComparedAsWhatTheyAreNotAreUndecided(String condition) {
        assertThat(verdict(allow(ACCOUNT, condition))).isEqualTo("undecided");
    }

    @Test
    void aKeyComparedAsTwoThingsIsNamedWithItsOperator() {
        assertThat(allow(ACCOUNT, "{'StringEquals':{'my:key':'10'},'NumericLessThan':{'my:key':'20'}}")
                        .doubts())
                .singleElement()
                .asString()
                .contains("statement 1 compares my:key by NumericLessThan", "texts");
    }

    @Test
    void aVariableThatIsNoTextIsNamedWithTheOperator() {
        assertThat(allow(ACCOUNT, "{'StringLike':{'aws:PrincipalTag/x':'a${aws:SourceIp}'}}")
                        .doubts())
                .singleElement()
                .asString()
                .contains("statement 1 compares aws:PrincipalTag/x by StringLike with \"a${aws:SourceIp}\"");
        assertThat(allow(ACCOUNT, "{'ForAnyValue:StringEquals':{'aws:TagKeys':'${aws:SourceIp}'}}")
                        .doubts())
                .singleElement()
                .asString()
                .contains("statement 1 compares aws:TagKeys by ForAnyValue:StringEquals");
    }

    @Test
    void manyStatementsWithAVariableEachAreDecided() {
        String allows = IntStream.range(0, 150)
                .mapToObj(i -> statement("Allow", "{'StringLike':{'aws:PrincipalTag/x':'" + i + "${aws:username}*'}}"))
                .collect(Collectors.joining(","));
        assertThat(verdict(ACCOUNT.ask(Questions.policy(allows)))).isEqualTo("public");
    }

    @Test
    void oneListOfAThousandVariablesIsDecided() {
        String values = IntStream.range(0, 1_000)
                .mapToObj(i -> "'*a" + i + "${aws:username}*'")
                .collect(Collectors.joining(","));
        assertThat(verdict(allow(ACCOUNT, "{'StringLike':{'aws:PrincipalTag/x':[" + values + "]}}")))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'IpAddress':{'aws:SourceIp':'44.%d.0.0/24'}",
                "'NumericLessThan':{'aws:MultiFactorAuthAge':'%d'}",
                "'ForAnyValue:StringLike':{'kms:EncryptionContextKeys':'*a%d*'}"
            })
    void aMegabyteOfStatementsIsComparedWithTheSameInReverse(String condition) {
        List<Rule> policy = Policies.rules(IntStream.range(0, 6_000)
                .mapToObj(i -> statement("Allow", "{" + condition.formatted(i) + "}"))
                .toArray(String[]::new));
        assertThat(Policies.KEY.compare(policy, policy.reversed())).isInstanceOf(Answer.No.class);
        assertThat(Policies.KEY.compare(policy, policy.subList(1, policy.size())))
                .isNotInstanceOf(Answer.No.class);
    }

    @Test
    void sourceOwnerIsNotTakenToBeThereOrToBeTheCaller() {
        assertThat(verdict(allow(ACCOUNT, "{'StringEqualsIfExists':{'aws:SourceOwner':'111111111111'}}")))
                .isEqualTo("public");
        assertThat(verdict(allow(ACCOUNT, "{'StringEquals':{'aws:SourceOwner':'111111111111'}}")))
                .isEqualTo("clean");
        assertThat(verdict(allow(ACCOUNT, "{'StringEquals':{'aws:SourceOwner':'222222222222'}}")))
                .isEqualTo("external");
    }

    @Test
    void theResourcesOrganizationIsKnownFromTheZone() {
        assertThat(verdict(allow(ORGANIZATION, "{'StringEquals':{'aws:ResourceOrgID':'o-other12345'}}")))
                .isEqualTo("clean");
        assertThat(verdict(deny(ORGANIZATION, "{'StringEquals':{'aws:ResourceOrgID':'o-own1234567'}}")))
                .isEqualTo("clean");
        assertThat(verdict(allow(
                        ORGANIZATION, "{'ForAnyValue:StringLike':{'aws:ResourceOrgPaths':'o-own1234567/r-ab12/*'}}")))
                .isEqualTo("public");
    }

    @Test
    void aSourceArnWithAKnownVariableInItsRegionPinsItsAccount() {
        assertThat(verdict(allow(
                        ACCOUNT, "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:${aws:RequestedRegion}:222222222222:t'}}")))
                .isEqualTo("external");
        assertThat(verdict(allow(
                        ACCOUNT,
                        "{'StringEquals':{'aws:SourceArn':'arn:aws:sns:${aws:RequestedRegion}:222222222222:t'}}")))
                .isEqualTo("external");
    }

    @Test
    void pathsOfPrincipalsMayHoldAnyPrintableCharacter() {
        assertThat(verdict(principals("\"arn:aws:iam::222222222222:role/a!b:c/r\"")))
                .isEqualTo("external");
        assertThat(verdict(principals("\"arn:aws:iam::222222222222:user/#/u\"")))
                .isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"arn:aws:iam::222222222222:role/a!b\"",
                "\"arn:aws:iam::222222222222:role/a|b/r\"",
                "\"arn:aws:sts::222222222222:assumed-role/r/s!\"",
                "\"\""
            })
    void principalsWhoseNameIamDoesNotTakeAreUndecided(String principal) {
        assertThat(verdict(principals(principal))).isEqualTo("undecided");
    }

    @Test
    void anUnknownPrincipalDoesNotHideTheKnownOnesBesideIt() {
        assertThat(verdict(principals("\"*\",\"arn:aws:iam::111111111111:role/*\"")))
                .isEqualTo("public");
        assertThat(principals("\"222222222222\",\"arn:aws:iam::111111111111:role/*\"")
                        .cells())
                .singleElement()
                .extracting(Access.Cell::principal)
                .isEqualTo("222222222222");
    }

    @Test
    void anUnknownVariableDoesNotHideTheKnownValuesBesideIt() {
        assertThat(verdict(allow(ACCOUNT, "{'StringLike':{'aws:PrincipalArn':['*','${aws:PrincipalTag/x}']}}")))
                .isEqualTo("public");
        assertThat(
                        verdict(
                                allow(
                                        ACCOUNT,
                                        "{'StringEquals':{'aws:PrincipalOrgID':'${aws:PrincipalTag/x}'},'Null':{'aws:PrincipalOrgID':true}}")))
                .isEqualTo("clean");
        // A caller in an organization may carry its id as a tag.
        assertThat(verdict(deny(ACCOUNT, "{'StringNotEquals':{'aws:PrincipalOrgID':'${aws:PrincipalTag/x}'}}")))
                .isEqualTo("public");
    }

    @Test
    void denyOfAMultivaluedKeyByAPlainOperatorIsNotTrusted() {
        assertThat(verdict(deny(ACCOUNT, "{'StringNotEquals':{'kms:EncryptionContextKeys':'a'}}")))
                .isEqualTo("public");
        assertThat(verdict(deny(ACCOUNT, "{'StringLikeIfExists':{'kms:EncryptionContextKeys':'*'}}")))
                .isEqualTo("undecided");
    }

    @Test
    void wildcardsThatCrossSegmentsOfTheResourceAreUndecided() {
        String deny = """
            {"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"%s"}\
            """;
        String open = statement("Allow", "{}");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(open + "," + deny.formatted("arn:*/1234abcd*")))))
                .isEqualTo("undecided");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(open + "," + deny.formatted("arn:aws:kms:*:*:key/1234abcd*")))))
                .isEqualTo("clean");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(open + "," + deny.formatted("arn:aws:kms:*")))))
                .isEqualTo("clean");
    }

    @Test
    void nullWithAValueThatIsNoTruthValueIsDoubted() {
        assertThat(verdict(allow(ACCOUNT, "{'Null':{'aws:PrincipalArn':'maybe'}}")))
                .isEqualTo("public");
        assertThat(verdict(deny(ACCOUNT, "{'Null':{'aws:PrincipalOrgID':'maybe'}}")))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:203.0.113.0/120, external",
        "203.0.113.7/33, public",
        "1.2.3.4::, public",
        "999.1.1.1, public",
        "::ffff:203.0.113.0/129, public",
        "203.0.113.300, public"
    })
    void unreadableAddressesAreDoubtedAndMappedOnesAreOfIpv6(String range, String expected) {
        assertThat(verdict(allow(ACCOUNT, "{'IpAddress':{'aws:SourceIp':'" + range + "'}}")))
                .isEqualTo(expected);
    }

    @Test
    void asManyTagsAsFitIntoADocumentAreGivenUpAtOnce() {
        String tags = IntStream.range(0, 20_000)
                .mapToObj(i -> "'aws:PrincipalTag/k" + i + "':'a'")
                .collect(Collectors.joining(","));
        Access access = Questions.ofAccount().allow("{'StringEquals':{" + tags + "}}");
        assertThat(access.more()).isTrue();
        assertThat(access.doubts()).anyMatch(doubt -> doubt.contains("too many statements and keys"));
    }
}
