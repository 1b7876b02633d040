package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A canonical user id is some account's, and it is not told which: what says who calls is not known of it. */
class UnplacedCallersTest {

    private static final String X = "{'CanonicalUser':'79a59d'}";

    private static String policy(String... statements) {
        return Questions.policy(String.join(",", statements).replace('\'', '"'));
    }

    private static String statement(String effect, String principal, String condition) {
        return "{'Effect':'%s','Principal':%s,'Action':'kms:*','Resource':'*','Condition':%s}"
                .formatted(effect, principal, condition);
    }

    private static String allowingX(String condition) {
        return statement("Allow", X, condition);
    }

    private static String denyingAll(String condition) {
        return statement("Deny", "'*'", condition);
    }

    private static String verdict(String... statements) {
        Access access = Questions.ofAccount().ask(policy(statements));
        assertThat(access.doubts()).noneMatch(doubt -> doubt.contains("disagree"));
        return Questions.verdict(access);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}",
                "{'StringEquals':{'kms:CallerAccount':'222222222222'}}",
                "{'StringLike':{'aws:PrincipalAccount':'1*'}}",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222:role/*'}}",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}}",
                "{'StringLike':{'aws:userid':'AROAXEXAMPLE:*'}}",
                "{'StringEquals':{'aws:username':'u'}}",
                "{'StringEquals':{'aws:PrincipalType':'AssumedRole'}}",
                "{'StringNotEquals':{'aws:PrincipalType':'AssumedRole'}}",
                "{'Bool':{'aws:PrincipalIsAWSService':'false'}}",
                "{'Null':{'aws:PrincipalArn':'false'}}",
                "{'Null':{'aws:username':'true'}}",
                "{'Null':{'aws:username':'false'}}",
                "{'StringEqualsIfExists':{'aws:username':'u'}}",
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:RequestTag/t}'}}",
                "{'StringEquals':{'aws:RequestTag/t':'${aws:PrincipalAccount}'}}",
                "{'StringEquals':{'aws:PrincipalOrgID':'o-other12345'}}",
                "{'StringEquals':{'aws:PrincipalTag/t':'a'}}",
            })
    void whatAnAllowAsksOfAnUnknownAccountIsTakenToHold(String condition) {
        assertThat(verdict(allowingX(condition))).isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringNotEquals':{'aws:PrincipalAccount':['111111111111','222222222222']}}",
                "{'StringNotLike':{'aws:PrincipalAccount':['111111111111','2*']}}",
                "{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222:*'}}",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222:*'}}",
                "{'StringNotLike':{'aws:userid':'AROAXEXAMPLE:*'}}",
                "{'Null':{'aws:PrincipalArn':'true'}}",
                "{'Null':{'aws:username':'false'}}",
                "{'StringNotEquals':{'aws:PrincipalAccount':'${aws:RequestTag/t}'}}",
                "{'StringNotEquals':{'aws:RequestTag/t':'${aws:PrincipalAccount}'}}",
            })
    void whatADenyAsksOfAnUnknownAccountIsTakenNotToHold(String condition) {
        assertThat(verdict(allowingX("{}"), denyingAll(condition))).isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}}",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/*'}}",
                "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/${aws:RequestTag/t}'}}",
                "{'Bool':{'aws:PrincipalIsAWSService':'true'}}",
                "{'StringEqualsIfExists':{'aws:PrincipalAccount':'111111111111'}}",
                "{'ForAnyValue:StringEquals':{'aws:PrincipalAccount':'111111111111'}}",
                "{'ForAllValues:StringEquals':{'kms:CallerAccount':'111111111111'}}",
                "{'Null':{'aws:PrincipalArn':'true'}}",
                "{'Null':{'aws:userid':'true'}}",
                "{'Null':{'aws:PrincipalIsAWSService':'true'}}",
                "{'Null':{'aws:PrincipalServiceName':'false'}}",
            })
    void anOutsidersAccountIsNoTrustedOneAndNoService(String condition) {
        assertThat(verdict(allowingX(condition))).isEqualTo("clean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringNotEquals':{'aws:PrincipalAccount':'111111111111'}}",
                "{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111111111111:*'}}",
                "{'ForAllValues:StringNotEquals':{'aws:PrincipalAccount':'111111111111'}}",
                "{'StringNotEqualsIfExists':{'aws:PrincipalAccount':'111111111111'}}",
                "{'Null':{'aws:PrincipalType':'false'}}",
                "{'Bool':{'aws:PrincipalIsAWSService':'false'}}",
                "{}",
            })
    void aDenyOfAllButTrustedAccountsKeepsItOut(String condition) {
        assertThat(verdict(allowingX("{}"), denyingAll(condition))).isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Principal':{'AWS':'222222222222'} | external",
                "'Principal':{'AWS':'222222222222','CanonicalUser':'79a59d'} | clean",
                "'Principal':{'CanonicalUser':'other'} | external",
                "'NotPrincipal':{'AWS':'222222222222'} | external",
                "'NotPrincipal':{'AWS':['111111111111','arn:aws:iam::222222222222:role/r']} | external",
                "'NotPrincipal':{'AWS':['111111111111','arn:aws:iam::111111111111:role/r']} | clean",
                "'NotPrincipal':{'CanonicalUser':'79a59d'} | external",
                "'NotPrincipal':{'CanonicalUser':'other'} | clean",
            })
    void aDenyIsTakenToListNoneOfItsCallersAndToSpareThem(String principals, String expected) {
        String deny = "{'Effect':'Deny',%s,'Action':'kms:*','Resource':'*'}".formatted(principals);
        assertThat(verdict(allowingX("{}"), deny)).isEqualTo(expected);
    }

    @Test
    void theProofIsOfTheAccountItselfAndSaysNothingOfIt() {
        Access access = Questions.ofAccount()
                .ask(policy(allowingX("{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}")));
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.principal()).isEqualTo("79a59d");
            assertThat(cell.isPublic()).isFalse();
            assertThat(cell.witness().identity()).isEqualTo(new Identity.Canonical("79a59d"));
            assertThat(cell.witness().context()).doesNotContainKey("aws:PrincipalAccount");
        });
    }

    @Test
    void aResourceThatFillsInWhoCallsIsTakenToBeAllowedAndNotDenied() {
        String filledIn = "'Resource':'arn:aws:kms:us-east-1:${aws:PrincipalAccount}:*'";
        assertThat(verdict(allowingX("{}").replace("'Resource':'*'", filledIn))).isEqualTo("external");
        assertThat(verdict(allowingX("{}"), denyingAll("{}").replace("'Resource':'*'", filledIn)))
                .isEqualTo("external");
    }

    @Test
    void othersAreJudgedAsEver() {
        String account = "{'AWS':'222222222222','CanonicalUser':'79a59d'}";
        String condition = "{'StringEquals':{'aws:PrincipalAccount':'${aws:RequestTag/t}'}}";
        Access access = Questions.ofAccount()
                .ask(policy(
                        statement("Allow", account, condition),
                        denyingAll("{'StringNotEquals':{'aws:RequestTag/t':'333333333333'}}")));
        assertThat(access.cells()).extracting(Access.Cell::principal).containsExactly("79a59d");
    }

    @Test
    void inComparisonsItIsADoubtWhoseItIs() {
        String x = resource(X, "{}");
        String denied = resource("{'AWS':'222222222222'}", "{}").replace("Allow", "Deny");
        doubtful(rules(x), rules(x, denied));
        String allowed = resource("{'AWS':'arn:aws:iam::222222222222:user/u'}", "{}");
        doubtful(rules(allowed), rules(allowed, x.replace("Allow", "Deny")));
        doubtful(rules(x), rules(resource("'*'", "{}"), denied));
        doubtful(rules(x), rules(x, denied.replace("'Principal'", "'NotPrincipal'")));
        doubtful(rules(x), rules(denied.replace("Deny", "Allow").replace("'Principal'", "'NotPrincipal'")));
        doubtful(rules(x), rules(resource("'*'", "{'Null':{'aws:username':'true'}}")));
        yes(RESOURCE.compare(x, resource("'*'", "{'Null':{'aws:PrincipalAccount':'true'}}")));
        no(RESOURCE.compare(x, resource("'*'", "{'Null':{'aws:PrincipalArn':'false'}}")));
        doubtful(rules(x), rules(resource("'*'", "{'StringEquals':{'aws:PrincipalAccount':'${aws:PrincipalTag/t}'}}")));
        doubtful(
                rules(resource(X, "{'StringLike':{'aws:RequestTag/t':'*'}}")),
                rules(resource("'*'", "{'StringEquals':{'aws:RequestTag/t':'${aws:PrincipalAccount}'}}")));
    }

    private static void doubtful(List<Rule> policy, List<Rule> reference) {
        assertThat(RESOURCE.compare(policy, reference))
                .isInstanceOfSatisfying(
                        Answer.Undecided.class,
                        undecided -> assertThat(undecided.reasons())
                                .anyMatch(reason -> reason.contains("canonical user id")
                                        || reason.contains("spares principals")
                                        || reason.contains("names everyone")));
    }

    @Test
    void inComparisonsTheSameWordsSayTheSameOfIt() {
        String if222 = "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}";
        no(RESOURCE.compare(resource(X, if222), resource("'*'", if222)));
        no(RESOURCE.compare(resource(X, if222), resource(X, "{}")));
        no(RESOURCE.compare(resource(X, "{}"), resource("'*'", "{'Bool':{'aws:PrincipalIsAWSService':'false'}}")));
        no(RESOURCE.compare(
                rules(
                        resource(X, "{}"),
                        resource("{'AWS':'222222222222','CanonicalUser':'79a59d'}", "{}")
                                .replace("Allow", "Deny")),
                rules(resource("{'Service':'sns.amazonaws.com'}", "{}"))));
    }
}
