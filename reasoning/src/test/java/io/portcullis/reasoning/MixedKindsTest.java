package io.portcullis.reasoning;

import static io.portcullis.reasoning.Questions.policy;
import static io.portcullis.reasoning.Questions.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Evaluator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, times and numbers compared as text, alone or beside what compares them as what they are. */
class MixedKindsTest {

    /** Who gets in where the first condition allows and the second denies, in whichever order they stand. */
    private static String verdict(String allow, String deny) {
        String allowed = statement("Allow", allow);
        String denied = statement("Deny", deny);
        String verdict = verdict(policy(allowed + "," + denied));
        assertThat(verdict(policy(denied + "," + allowed))).as("the order").isEqualTo(verdict);
        return verdict;
    }

    private static String verdict(String policy) {
        Question question = Questions.ofAccount().question(policy);
        Access access = OutsideAccess.of(question);
        Evaluator evaluator = new Evaluator(question.rules(), false, "aws");
        assertThat(access.cells()).allMatch(cell -> evaluator.allows(cell.witness()));
        return Questions.verdict(access);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}    | {'StringLike':{'aws:SourceIp':'203.0.*'}}      "
                        + " | clean",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}    | {'StringLike':{'aws:SourceIp':'203.0.113.1*'}} "
                        + " | external",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.8/29'}}    |"
                        + " {'StringLike':{'aws:SourceIp':['*.113.1?','203.0.113.8','203.0.113.9']}} | undecided",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.8/29'}}    |"
                        + " {'StringLike':{'aws:SourceIp':['203.0.113.1?','203.0.113.8','203.0.113.9']}} | clean",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.7'}}       |"
                        + " {'StringNotEquals':{'aws:SourceIp':'203.0.113.7'}}  | external",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.7'}}       | {'StringEquals':{'aws:SourceIp':'203.0.113.07'}}"
                        + "    | external",
                "{'StringLike':{'aws:SourceIp':'203.0.113.*'}}      |"
                        + " {'NotIpAddress':{'aws:SourceIp':'203.0.113.0/24'}}  | external",
                "{'StringLike':{'aws:SourceIp':'203.0.113.*'}}      |"
                        + " {'NotIpAddress':{'aws:SourceIp':'198.51.100.0/24'}} | clean",
                "{'StringLike':{'aws:SourceIp':'10.*'}}             | {'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}} "
                        + "    | clean",
                "{'StringNotLike':{'aws:SourceIp':'*'}}             | {'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}} "
                        + "    | public",
                "{'ArnLike':{'aws:SourceIp':'arn:*'}}               | {'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}} "
                        + "    | clean",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}     | {'StringLike':{'aws:SourceIp':'203.0.*'}}       "
                        + "    | external",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}     | {'StringLike':{'aws:SourceIp':'2001:*'}}        "
                        + "    | undecided",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}     | {'StringNotLike':{'aws:SourceIp':'2001:*'}}     "
                        + "       | undecided",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}     | {'StringEquals':{'aws:SourceIp':'2001:db8::1'}} "
                        + "    | external",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}     | {'StringLike':{'aws:SourceIp':'*'}}             "
                        + "    | clean",
                "{'StringEquals':{'aws:SourceIp':'2001:db8::1'}}    | {'NotIpAddress':{'aws:SourceIp':'2600::/16'}}   "
                        + "    | clean",
                "{'IpAddress':{'aws:VpcSourceIp':'10.0.0.0/8'}}     | {'StringLike':{'aws:VpcSourceIp':'10.*'}}       "
                        + "    | clean",
            })
    void anAddressIsComparedAsTextTheWayItIsWritten(String allow, String deny, String verdict) {
        assertThat(verdict(allow, deny)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'DateLessThan':{'aws:CurrentTime':'2027-01-01T00:00:00Z'}} |"
                        + " {'StringLike':{'aws:CurrentTime':'2026-*'}} | clean",
                "{'DateLessThan':{'aws:CurrentTime':'2027-01-01T00:00:01Z'}} |"
                        + " {'StringLike':{'aws:CurrentTime':'2026-*'}} | public",
                "{'StringLike':{'aws:CurrentTime':'2026-06-*'}} | {'DateGreaterThan':{'aws:CurrentTime':'2026-06-30'}}"
                        + " | public",
                "{'StringLike':{'aws:CurrentTime':'2026-06-*'}} | {'DateGreaterThan':{'aws:CurrentTime':'2026-05-31'}}"
                        + " | clean",
                "{'StringLike':{'aws:CurrentTime':'2025-*'}} | {'DateGreaterThan':{'aws:CurrentTime':'2031-05-31'}} |"
                        + " clean",
                "{'StringLike':{'aws:CurrentTime':'*Z'}} | {'DateGreaterThan':{'aws:CurrentTime':'2031-05-31'}} |"
                        + " undecided",
                "{'NumericLessThan':{'aws:EpochTime':'1798761600'}} | {'StringLike':{'aws:CurrentTime':'2026-*'}} |"
                        + " clean",
            })
    void theTimeIsComparedAsTextUpToTheSecond(String allow, String deny, String verdict) {
        assertThat(verdict(allow, deny)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'NumericLessThan':{'s3:max-keys':'10'}} | {'StringEquals':{'s3:max-keys':'5'}}         | public",
                "{'NumericEquals':{'s3:max-keys':'5'}}    | {'StringEquals':{'s3:max-keys':'5'}}         | undecided",
                "{'StringEquals':{'s3:max-keys':'50'}}    | {'NumericGreaterThan':{'s3:max-keys':'10'}}  | clean",
                "{'StringEquals':{'s3:max-keys':'5'}}     | {'NumericGreaterThan':{'s3:max-keys':'10'}}  | undecided",
                "{'NumericEquals':{'s3:max-keys':'5'}}    | {'StringNotLike':{'s3:max-keys':'*'}}        | public",
                "{'DateLessThan':{'kms:ValidTo':'2026-06-01'}} | {'StringLike':{'kms:ValidTo':'2026-*'}} | undecided",
            })
    void aNumberMayBeWrittenInManyWays(String allow, String deny, String verdict) {
        assertThat(verdict(allow, deny)).isEqualTo(verdict);
    }

    @Test
    void whatAKeyIsThatNobodyKnowsIsNotSettledByAnOperator() {
        assertThat(verdict("{'NumericLessThan':{'my:key':'5'}}", "{'StringLike':{'my:key':'*'}}"))
                .isEqualTo("undecided");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, external", "203.0.113.*, public"})
    void aWholeAddressNamesAPlaceAndAPatternDoesNot(String text, String verdict) {
        assertThat(verdict(
                        "{'StringLike':{'aws:SourceIp':'" + text + "'}}",
                        "{'NotIpAddress':{'aws:SourceIp':'0.0.0.0/0'}}"))
                .isEqualTo(verdict);
    }

    @Test
    void oneAddressInAnyCaseLeavesTheOthersToStrangers() {
        assertThat(verdict(
                        "{'IpAddress':{'aws:SourceIp':'::/0'},'StringNotEqualsIgnoreCase':{'aws:SourceIp':'2600::1'}}",
                        "{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}"))
                .isEqualTo("undecided");
    }

    /** As in the examples of the IAM user guide, aws:Ec2InstanceSourcePrivateIPv4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Null':{'aws:Ec2InstanceSourcePrivateIPv4':'true'}}  | StringNotEquals         | clean",
                "{'Null':{'aws:Ec2InstanceSourcePrivateIPv4':'true'}}  | StringNotEqualsIfExists | clean",
                "{'Null':{'aws:Ec2InstanceSourcePrivateIPv4':'true'}}  | StringEquals            | public",
                "{'Null':{'aws:Ec2InstanceSourcePrivateIPv4':'false'}} | StringNotEquals         | undecided",
            })
    void anAddressThatIsNotFollowedIsFollowedWhereItIsAbsent(String allow, String operator, String verdict) {
        String deny = "{'" + operator + "':{'aws:Ec2InstanceSourcePrivateIPv4':'${aws:VpcSourceIp}'}}";
        assertThat(verdict(allow, deny)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringLike':{'aws:SourceIp':'203.0.*'}}             | public",
                "{'StringEquals':{'aws:SourceIp':'203.0.113.7'}}       | external",
                // No address is written as a range, nor begins like a private one behind a public door.
                "{'StringEquals':{'aws:SourceIp':'203.0.113.0/24'}}    | clean",
                "{'StringLike':{'aws:SourceIp':'10.*'}}                | clean",
                "{'StringLike':{'aws:SourceIp':'203.0.113.7?8'}}       | clean",
                "{'StringEquals':{'aws:SourceIp':'office'}}            | clean",
                "{'StringNotLike':{'aws:SourceIp':'*.*'}}              | public",
                // How AWS writes an address of IPv6 is not documented.
                "{'StringEquals':{'aws:SourceIp':'2001:db8::1'}}       | undecided",
                "{'StringLike':{'aws:SourceIp':'2001:*'}}              | undecided",
            })
    void whatIsComparedAsTextAloneIsAnAddressStill(String condition, String verdict) {
        Question question = Questions.ofAccount().question(policy(statement("Allow", condition)));
        Access access = OutsideAccess.of(question);
        assertThat(Questions.verdict(access)).isEqualTo(verdict);
        assertThat(access.cells())
                .flatMap(cell -> cell.witness().values("aws:SourceIp"))
                .allMatch(address -> Addresses.parse(address).isPresent());
    }

    @Test
    void findingsShowTheTextAsItIsWritten() {
        Access access = Questions.ofAccount()
                .ask(policy(statement("Allow", "{'StringLike':{'aws:SourceIp':'203.0.113.*'}}") + ","
                        + statement("Deny", "{'IpAddress':{'aws:SourceIp':'203.0.113.0/25'}}")));
        assertThat(access.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.condition()).containsEntry("aws:SourceIp", List.of("203.0.113.*")));
        assertThat(access.cells().getFirst().witness().values("aws:SourceIp")).containsExactly("203.0.113.128");
    }
}
