package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Condition;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values of a key are compared as, and which values there are. */
class DraftsTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static Question question(String condition) {
        return ACCOUNT.question(Questions.policy(Questions.statement("Allow", condition)));
    }

    private static Drafts drafts(Question question) {
        return new Drafts(question, Map.of());
    }

    private static List<Condition> conditions(Question question) {
        return question.rules().getFirst().statement().conditions();
    }

    private static String kind(String condition) {
        Question question = question(condition);
        return drafts(question).of(conditions(question).getFirst()).getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:PrincipalTag/x, TextDraft",
        // AWS has said that these are texts, whatever they are compared as.
        "NumericEquals, aws:PrincipalAccount, TextDraft",
        "IpAddress, aws:SourceVpce, TextDraft",
        "NumericEquals, aws:ResourceOrgID, TextDraft",
        "ForAllValues:StringEquals, aws:PrincipalTag/x, TextDraft",
        "StringEquals, aws:TagKeys, SetDraft",
        "ForAnyValue:StringLike, aws:TagKeys, SetDraft",
        "IpAddress, aws:SourceIp, LineDraft",
        "StringEquals, aws:SourceIp, LineDraft",
        "StringLike, aws:Ec2InstanceSourcePrivateIPv4, LineDraft",
        "NotIpAddress, aws:VpcSourceIp, LineDraft",
        "StringEquals, aws:CurrentTime, LineDraft",
        "DateLessThan, aws:CurrentTime, LineDraft",
        "NumericLessThan, aws:EpochTime, LineDraft",
        "NumericLessThan, s3:max-keys, LineDraft",
        // Of other keys the operator tells.
        "StringEquals, x:key, TextDraft",
        "ArnLike, x:key, TextDraft",
        "Bool, x:key, TextDraft",
        "BinaryEquals, x:key, TextDraft",
        "NumericEquals, x:key, LineDraft",
        "DateEquals, x:key, LineDraft",
        "IpAddress, x:key, LineDraft",
        "ForAnyValue:StringEquals, x:key, SetDraft",
        "ForAllValues:StringEquals, x:key, SetDraft",
    })
    void valuesAreComparedAsWhatAwsSaysTheyAreOrElseAsTheOperatorTells(String operator, String key, String kind) {
        assertThat(kind("{'" + operator + "':{'" + key + "':'1'}}")).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'x:key':'a'},'NumericEquals':{'x:key':'1'}} | TextDraft",
                "{'NumericEquals':{'x:key':'1'},'StringEquals':{'x:key':'a'}} | LineDraft",
                "{'Null':{'x:key':'true'},'NumericEquals':{'x:key':'1'}} | LineDraft",
                "{'Null':{'x:key':'true'}} | TextDraft",
                "{'Null':{'aws:TagKeys':'true'}} | SetDraft",
                "{'Null':{'aws:SourceIp':'true'}} | LineDraft",
                "{'Null':{'aws:EpochTime':'true'}} | LineDraft",
            })
    void theFirstOperatorThatComparesDecides(String condition, String kind) {
        assertThat(kind(condition)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "IpAddress, aws:SourceIp, true",
        "NumericEquals, aws:SourceIp, false",
        "DateEquals, aws:SourceIp, false",
        "DateEquals, aws:CurrentTime, true",
        "NumericEquals, aws:CurrentTime, false",
        "DateEquals, aws:EpochTime, true",
        "NumericEquals, aws:EpochTime, true",
        "IpAddress, aws:EpochTime, false",
        "StringEquals, aws:CurrentTime, false",
        "NumericEquals, x:key, true",
        "IpAddress, x:key, true",
        "StringEquals, x:key, false",
    })
    void pointsAreComparedByOperatorsOfTheirFamily(String operator, String key, boolean asWritten) {
        Question question = question("{'" + operator + "':{'" + key + "':'1'}}");
        assertThat(drafts(question).comparesAsWritten(conditions(question).getFirst()))
                .isEqualTo(asWritten);
    }

    private static TextDraft text(Questions questions, String key) {
        Drafts drafts = drafts(questions.question(Questions.policy(Questions.statement("Allow", "{}"))));
        assertThat(drafts.draft(key)).isInstanceOf(TextDraft.class);
        return (TextDraft) drafts.draft(key);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:sourcevpc, vpc-1a, vpc-",
        "aws:sourcevpc, vpc-1, vpce-1",
        "aws:sourcevpce, vpce-1a, vpc-1a",
        "aws:sourceaccount, 222222222222, 22222222222",
        "aws:sourceowner, 222222222222, 22222222222a",
        "aws:vpceaccount, 222222222222, anonymous",
        "aws:resourceaccount, 111111111111, 222222222222",
        "aws:requestedregion, us-east-1, us-east-2",
        "aws:securetransport, true, TRUE",
        "aws:securetransport, false, ''",
        "aws:principalisawsservice, false, true",
        "lambda:functionurlauthtype, NONE, none",
        "lambda:functionurlauthtype, AWS_IAM, ''",
        "aws:principalorgpaths, o-a/r-b/, o-a",
        "aws:sourceorgpaths, o-a/r-b/ou-b-c/, r-b/",
        "aws:vpceorgpaths, o-a/r-b/, o-a/",
        "aws:sourcearn, arn:aws:sns:us-east-1:222222222222:t, arn:aws:sns:us-east-1:2222:t",
        "aws:sourcearn, arn:aws:s3:::b, arn:aws:s3:b",
        "aws:sourcearn, arn:aws-cn:s3:::b, arn:gcp:s3:::b",
        "aws:sourcearn, arn:aws:s3:::b:c, arn:aws:::",
        "aws:principaltag/x, '', x|",
        "kms:encryptioncontext:x, '', x|",
        "aws:useragent, '', x|",
        "x:key, '', x|",
        "aws:federatedprovider, a, ''",
    })
    void aKeyHasValuesOfItsForm(String key, String value, String other) {
        TextDraft text = text(ACCOUNT, key);
        assertThat(text.universe().has(value)).isTrue();
        if (!other.endsWith("|")) {
            assertThat(text.universe().has(other)).isFalse();
        }
    }

    @Test
    void aResourceOfTheOrganizationIsInItsPaths() {
        TextDraft own = text(Questions.ofOrganization(), "aws:resourceorgpaths");
        assertThat(own.universe().has("o-own1234567/r-a/")).isTrue();
        assertThat(own.universe().has("o-other12345/r-a/")).isFalse();
        assertThat(text(ACCOUNT, "aws:resourceorgpaths").universe().has("o-other12345/r-a/"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "aws:sourcevpc, vpc-0, vpc-1",
        "aws:sourcevpce, vpce-0, vpce-1",
        "aws:sourceaccount, 000000000000, 000000000001",
        "aws:sourceaccount, 222222222222, 000000000000",
    })
    void besideTheValuesThatAreNamedThereIsOneThatIsNot(String key, String named, String other) throws TooComplex {
        TextDraft text = text(ACCOUNT, key);
        text.test(new Texts.One(named));
        Axis axis = text.cut(new Budget(1_000));
        assertThat(axis.values()).contains(List.of(named), List.of(other));
    }

    @Test
    void whereARequestComesFromIsToldAltogether() {
        Question question = question("{'StringEquals':{'aws:SourceVpc':'vpc-1'}}");
        Drafts drafts = drafts(question);
        assertThat(drafts.bases()).isEmpty();
        drafts.of(conditions(question).getFirst());
        assertThat(drafts.bases())
                .containsExactlyInAnyOrder(
                        "aws:sourcevpc", "aws:sourcevpce", "aws:sourceip", "aws:vpcsourceip", "aws:viaawsservice");
        assertThat(drafts.mentioned()).containsExactly(Map.entry("aws:sourcevpc", "aws:SourceVpc"));
        assertThat(drafts.has("aws:sourceip")).isTrue();
        assertThat(drafts.has("aws:sourceaccount")).isFalse();
    }

    @Test
    void theCallersKeysAreFoundOnTheAxisOfCallers() {
        Question question = question("{'StringEquals':{'aws:userid':'x'}}");
        Drafts drafts = drafts(question);
        assertThat(drafts.of(conditions(question).getFirst())).isSameAs(drafts.principal());
        assertThat(drafts.text(Binding.PRINCIPAL)).containsSame(drafts.principal());
        assertThat(drafts.text(Binding.RESOURCE)).containsSame(drafts.resource());
        assertThat(drafts.text("aws:userid")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The key must be one text that is read off one place, or a list of texts; each variable must be one
                // text.
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}'}} | public",
                "{'StringEquals':{'aws:userid':'${aws:PrincipalTag/y}'}} | public",
                "{'StringEquals':{'aws:PrincipalType':'${aws:PrincipalTag/y}'}} | public",
                "{'StringLike':{'aws:userid':'${aws:PrincipalTag/y}*'}} | undecided",
                "{'StringEqualsIfExists':{'aws:PrincipalType':'${aws:PrincipalTag/y}'}} | undecided",
                "{'StringEquals':{'aws:TagKeys':'${aws:PrincipalTag/y}'}} | public",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'${aws:PrincipalTag/y}'}} | public",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'${aws:TagKeys}'}} | undecided",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:TagKeys}'}} | undecided",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:CurrentTime}'}} | undecided",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:EpochTime}'}} | undecided",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:SourceIp}'}} | undecided",
            })
    void onlyTextsAreComparedWithVariables(String condition, String expected) {
        assertThat(Questions.verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }
}
