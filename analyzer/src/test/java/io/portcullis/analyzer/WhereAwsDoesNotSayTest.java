package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static io.portcullis.analyzer.Policies.nobody;
import static io.portcullis.analyzer.Verdict.EXTERNAL;
import static io.portcullis.analyzer.Verdict.NONE;
import static io.portcullis.analyzer.Verdict.PUBLIC;
import static io.portcullis.analyzer.Verdict.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The choices of docs/decisions/0008 that a policy alone brings up: each errs towards reporting. */
class WhereAwsDoesNotSayTest {

    private final Policies queue = new Policies(ResourceType.SQS_QUEUE);
    private final Policies role = new Policies(ResourceType.IAM_ROLE);

    private Analysis allowWhen(String condition) {
        return queue.ask(everybody("sqs:SendMessage", "*", condition));
    }

    private Analysis allowUnless(String condition) {
        return queue.ask(everybody("sqs:SendMessage", "*", "") + "," + nobody("*", "*", condition));
    }

    @Test
    void whoseNetworkItIsIsNotKnownSoEveryOneIsShown() {
        Analysis analysis = allowWhen("{'StringEquals':{'aws:SourceVpc':'vpc-1a2b3c4d'}}");
        assertThat(analysis.verdict()).isEqualTo(EXTERNAL);
        assertThat(analysis.findings().getFirst().condition()).containsEntry("aws:SourceVpc", "vpc-1a2b3c4d");
    }

    @Test
    void conditionWithoutValuesHoldsInAnAllowAndNotInADeny() {
        assertThat(allowWhen("{'StringEquals':{'aws:SourceVpc':[]}}").verdict()).isEqualTo(PUBLIC);
        assertThat(allowUnless("{'StringEquals':{'aws:SecureTransport':[]}}").verdict())
                .isEqualTo(PUBLIC);
    }

    @Test
    void severalValuesUnderAPlainOperatorMayMatchInAnAllowAndAreADoubtInADeny() {
        assertThat(allowWhen("{'StringEquals':{'aws:CalledVia':'a'}}").verdict())
                .isEqualTo(PUBLIC);
        assertThat(allowUnless("{'StringLikeIfExists':{'aws:CalledVia':'*'}}").verdict())
                .isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam, NONE", "arn:*, PUBLIC"})
    void arnPatternsThatAreTooShortMatchOnlyWithAWildcard(String pattern, Verdict verdict) {
        assertThat(allowWhen("{'ArnLike':{'aws:PrincipalArn':'" + pattern + "'}}")
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"ArnLike, *, NONE", "ArnEquals, *:*:*:*:*:*, NONE", "ArnNotLike, *, PUBLIC", "StringLike, *, PUBLIC"})
    void arnOperatorsMatchNothingThatIsNoArn(String operator, String pattern, Verdict verdict) {
        assertThat(allowWhen("{'" + operator + "':{'aws:PrincipalAccount':'" + pattern + "'}}")
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void variableOfAnotherServicesKeyHasNoValue() {
        assertThat(allowUnless("{'StringLike':{'aws:PrincipalArn':'*:${kms:CallerAccount}:*'}}")
                        .verdict())
                .isEqualTo(PUBLIC);
        assertThat(allowUnless("{'StringLike':{'aws:SecureTransport':'*${s3:ResourceAccount, e}'}}")
                        .verdict())
                .isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sns:ConfirmSubscription",
                "sns:Unsubscribe",
                "sns:GetSubscriptionAttributes",
                "sns:SetSubscriptionAttributes"
            })
    void policyOfATopicGrantsNothingOfSubscriptions(String action) {
        Policies topic = new Policies(ResourceType.SNS_TOPIC);
        assertThat(topic.ask(everybody(action, "*", "")).verdict()).isEqualTo(NONE);
        assertThat(topic.ask(everybody("sns:*", "*", "")).findings())
                .allSatisfy(
                        finding -> assertThat(finding.actions()).isNotEmpty().doesNotContain(action));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:sqs:us-east-1:1*:q", "arn:aws:*:q", "arn:aws*q"})
    void wildcardThatWouldHaveToCrossAColonOfTheResourceIsADoubt(String resource) {
        Analysis analysis = new EmbeddedAnalyzer(new ZoneOfTrust.Account(Policies.ACCOUNT), Settings.DEFAULT)
                .analyze(new PolicyState(
                        Resource.of(ResourceType.SQS_QUEUE, "arn:aws:sqs:us-east-1:111122223333:q", Policies.ACCOUNT),
                        ("{'Version':'2012-10-17','Statement':[" + everybody("sqs:SendMessage", resource, "") + "]}")
                                .replace('\'', '"')));
        boolean crosses = !resource.contains("1*:q");
        assertThat(analysis.verdict()).isEqualTo(crosses ? UNDECIDED : PUBLIC);
        assertThat(analysis.reasons()).hasSize(crosses ? 1 : 0).allMatch(reason -> reason.contains("cross"));
    }

    @Test
    void patternThatIsTooShortForAResourceIsCertainWhereBothReadingsAgree() {
        // By segments it ends in a Region and the rest is missing; read as a whole it ends in the queue's name.
        Analysis analysis = queue.ask(everybody("sqs:SendMessage", "arn:aws:*:us-east-1", ""));
        assertThat(analysis.verdict()).isEqualTo(PUBLIC);
        assertThat(analysis.findings().getFirst().witness().orElseThrow().resource())
                .isEqualTo("arn:aws:sqs:us-east-1:111122223333:us-east-1");
        assertThat(analysis.reasons()).isEmpty();
    }

    @Test
    void namesOfOperatorsHaveNoCase() {
        assertThat(allowWhen("{'stringequals':{'aws:SourceVpc':'vpc-1a2b3c4d'}}")
                        .verdict())
                .isEqualTo(EXTERNAL);
    }

    @Test
    void starInASubstitutedVariableIsAStar() {
        Analysis analysis = allowWhen("{'StringLike':{'aws:PrincipalTag/x':'${aws:ResourceAccount}*'}}");
        assertThat(analysis.findings().getFirst().witness().orElseThrow().context())
                .containsEntry("aws:PrincipalTag/x", List.of(Policies.ACCOUNT));
    }

    @Test
    void denyOfAllButOneSessionSparesTheWholeAccount() {
        Analysis analysis = queue.ask(everybody("sqs:SendMessage", "*", "")
                + ",{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:sts::444455556666:assumed-role/r/s'},"
                + "'Action':'*','Resource':'*'}");
        assertThat(analysis.verdict()).isEqualTo(EXTERNAL);
        assertThat(analysis.findings().getFirst().witness().orElseThrow().principal())
                .contains("444455556666");
    }

    @Test
    void proofsSayNothingOfWhatWhoeverHasATokenMayHave() {
        Analysis analysis = role.ask("{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRoleWithWebIdentity',"
                + "'Condition':{'StringEqualsIfExists':{'aws:PrincipalAccount':'111122223333'}}}");
        assertThat(analysis.findings())
                .isNotEmpty()
                .allSatisfy(
                        finding -> assertThat(finding.witness().orElseThrow().context())
                                .doesNotContainKey("aws:PrincipalAccount"));
    }

    @Test
    void externalIdKeepsNobodyOutAndIsNotShown() {
        Analysis analysis = role.ask("{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole',"
                + "'Condition':{'StringEquals':{'sts:ExternalId':'x'}}}");
        assertThat(analysis.verdict()).isEqualTo(PUBLIC);
        assertThat(analysis.findings().getFirst().condition()).isEmpty();
    }

    @Test
    void tagsOfASessionWithoutASessionAreNoFinding() {
        assertThat(role.ask("{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:TagSession'}")
                        .verdict())
                .isEqualTo(NONE);
    }

    @Test
    void resourceInATrustPolicyNarrowsNoAllowAndWidensNoDeny() {
        String allow = "{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'other'}";
        String deny = "{'Effect':'Deny','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'other'}";
        assertThat(role.ask(allow).verdict()).isEqualTo(PUBLIC);
        assertThat(role.ask(allow + "," + deny).verdict()).isEqualTo(PUBLIC);
        assertThat(role.ask(allow + "," + deny.replace(",'Resource':'other'", ""))
                        .verdict())
                .isEqualTo(NONE);
    }

    @Test
    void denyWithoutResourceDeniesNothingOfAQueue() {
        assertThat(queue.ask(everybody("sqs:SendMessage", "*", "")
                                + ",{'Effect':'Deny','Principal':'*','Action':'sqs:*'}")
                        .verdict())
                .isEqualTo(PUBLIC);
    }

    @Test
    void keyThatIsNotKnownKeepsNobodyOutAndIsNamedOnce() {
        Analysis analysis = queue.ask(everybody("sqs:SendMessage", "*", "{'StringEquals':{'sqs:Moonphase':'full'}}")
                + "," + nobody("sqs:SendMessage", "*", "{'StringEquals':{'SQS:moonphase':'new'}}"));
        assertThat(analysis.verdict()).isEqualTo(PUBLIC);
        assertThat(analysis.notes()).singleElement().asString().contains("sqs:Moonphase", "line 1");
        assertThat(analysis.reasons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORG_ID", "AWS::AccountId", "data.aws_caller_identity.current.account_id"})
    void variableThatIsNotKnownIsNamedOnceForItMayBeAPlaceholder(String name) {
        Analysis analysis = queue.ask(everybody(
                "sqs:SendMessage",
                "*",
                "{'StringEquals':{'aws:PrincipalTag/a':'${%s}','aws:PrincipalTag/b':'${%s}'}}"
                        .formatted(name, name.toLowerCase(Locale.ROOT))));
        assertThat(analysis.verdict()).isEqualTo(PUBLIC);
        assertThat(analysis.notes()).singleElement().asString().contains("${" + name + "}", "line 1", "filled in");
        assertThat(queue.ask(everybody(
                                "sqs:SendMessage",
                                "*",
                                "{'StringEquals':{'aws:PrincipalTag/a':'${aws:username}${*}'}}"))
                        .notes())
                .isEmpty();
    }

    @Test
    void tenantsOfMicrosoftSentinelAreNotToldApart() {
        assertThat(role.ask("{'Effect':'Allow','Principal':{'Federated':'arn:aws:iam::111122223333:oidc-provider/"
                                + "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/'},"
                                + "'Action':'sts:AssumeRoleWithWebIdentity',"
                                + "'Condition':{'StringEquals':{'sts:RoleSessionName':'MicrosoftSentinel_x'}}}")
                        .verdict())
                .isEqualTo(PUBLIC);
    }

    @Test
    void retiringPrincipalsAndTheThreeYoungestKmsActionsAreReportedByDefault() {
        assertThat(Settings.DEFAULT.reportRetiring()).isTrue();
        assertThat(ResourceType.KMS_KEY.actions(Settings.DEFAULT).names())
                .hasSize(20)
                .containsAll(Set.of("kms:DeriveSharedSecret", "kms:GenerateMac", "kms:VerifyMac"));
    }
}
