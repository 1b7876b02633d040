package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static io.portcullis.analyzer.Policies.nobody;
import static io.portcullis.analyzer.Verdict.EXTERNAL;
import static io.portcullis.analyzer.Verdict.NONE;
import static io.portcullis.analyzer.Verdict.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where policies are not what they look like, and scanners fall. */
class TrapsTest {

    private static final String OBJECTS = "arn:aws:s3:::b/*";

    private final Policies bucket = new Policies(ResourceType.S3_BUCKET);
    private final Policies key = new Policies(ResourceType.KMS_KEY);
    private final Policies queue = new Policies(ResourceType.SQS_QUEUE);
    private final Policies role = new Policies(ResourceType.IAM_ROLE);
    private final Policies topic = new Policies(ResourceType.SNS_TOPIC);

    private Verdict allowWhen(String condition) {
        return bucket.ask(everybody("s3:GetObject", OBJECTS, condition)).verdict();
    }

    private Verdict allowUnless(String condition) {
        return bucket.ask(everybody("s3:GetObject", OBJECTS, "") + "," + nobody("*", OBJECTS, condition))
                .verdict();
    }

    @Test
    void allowUnlessFromOneVpcLetsInWhoComesFromNone() {
        assertThat(allowWhen("{'StringNotEquals':{'aws:SourceVpc':'vpc-1a2b3c4d'}}"))
                .isEqualTo(PUBLIC);
    }

    @Test
    void allowIfExistsFromOneVpcLetsInWhoComesFromNone() {
        assertThat(allowWhen("{'StringEqualsIfExists':{'aws:SourceVpc':'vpc-1a2b3c4d'}}"))
                .isEqualTo(PUBLIC);
    }

    @Test
    void forAllValuesLetsInWhoHasNoOrganizationUntilTheKeyMustBeThere() {
        String paths = "'ForAllValues:StringLike':{'aws:PrincipalOrgPaths':['o-a1b2c3d4e5/r-ab12/*']}";
        assertThat(allowWhen("{" + paths + "}")).isEqualTo(PUBLIC);
        assertThat(allowWhen("{" + paths + ",'Null':{'aws:PrincipalOrgPaths':'false'}}"))
                .isEqualTo(EXTERNAL);
    }

    /** Source: service authorization reference, "Actions defined by" each service: few have tags to set. */
    @ParameterizedTest
    @CsvSource({
        "kms:Decrypt, NONE",
        "kms:*, NONE",
        "sns:Publish, NONE",
        "sns:TagResource, PUBLIC",
        "s3:GetObject, NONE",
        "s3:PutObjectTagging, PUBLIC",
        "lambda:GetFunction, NONE",
        "secretsmanager:*, PUBLIC",
        "sts:AssumeRole, PUBLIC"
    })
    void requestsThatSetNoTagsHaveNone(String action, Verdict verdict) {
        ResourceType type = switch (action.substring(0, action.indexOf(':'))) {
            case "kms" -> ResourceType.KMS_KEY;
            case "sns" -> ResourceType.SNS_TOPIC;
            case "s3" -> ResourceType.S3_BUCKET;
            case "lambda" -> ResourceType.LAMBDA_FUNCTION;
            case "secretsmanager" -> ResourceType.SECRETS_MANAGER_SECRET;
            default -> ResourceType.IAM_ROLE;
        };
        for (String tags : List.of(
                "{'StringEquals':{'aws:RequestTag/team':'a'}}",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'team'}}")) {
            assertThat(new Policies(type).ask(everybody(action, "*", tags)).verdict())
                    .as(tags)
                    .isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kms:DescribeKey, kms:EncryptionContext:foo/bar, NONE",
        "kms:Decrypt, kms:EncryptionContext:foo/bar, PUBLIC"
    })
    void namesOfOnesOwnMayHoldSlashesAndColons(String action, String name, Verdict verdict) {
        assertThat(key.ask(everybody(action, "*", "{'StringEquals':{'" + name + "':'v'}}"))
                        .verdict())
                .isEqualTo(verdict);
        assertThat(bucket.ask(everybody("s3:GetObject", "*", "{'StringEquals':{'aws:RequestTag/team:owner':'v'}}"))
                        .verdict())
                .isEqualTo(NONE);
    }

    /** Source: STS API reference, GetFederationToken: "You cannot call any AWS STS operations except GetCallerIdentity". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:sts::444455556666:federated-user/bob | {} | NONE",
                "* | {'StringEquals':{'aws:PrincipalType':'FederatedUser'}} | NONE",
                "* | {'StringEquals':{'aws:PrincipalType':['FederatedUser','User']}} | PUBLIC",
                "444455556666 | {'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::*:user/*','arn:aws:iam::*:role/*']}} | NONE",
                "444455556666 | {'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::*:user/*']}} | EXTERNAL"
            })
    void noFederatedUserAssumesARole(String principal, String condition, Verdict verdict) {
        assertThat(role.ask("{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'sts:AssumeRole','Condition':%s}"
                                .formatted(principal, condition))
                        .verdict())
                .isEqualTo(verdict);
    }

    /** Source: STS API reference, AssumeRole: "You cannot use AWS account root user credentials to call AssumeRole". */
    @Test
    void noRootUserAssumesARole() {
        String allow = "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'sts:AssumeRole'%s}";
        Analysis anybody = role.ask(allow.formatted(""));
        assertThat(anybody.findings().getFirst().witness().orElseThrow().principal())
                .startsWith("arn:aws:iam::444455556666:")
                .doesNotEndWith(":root");
        String root = "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::444455556666:root'}}";
        assertThat(role.ask(allow.formatted(",'Condition':" + root)).verdict()).isEqualTo(NONE);
        assertThat(role.ask(allow.formatted(",'Condition':{'StringEquals':{'aws:PrincipalType':'Account'}}"))
                        .verdict())
                .isEqualTo(NONE);
        assertThat(key.ask("{'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*','Condition':" + root
                                + "}")
                        .verdict())
                .isEqualTo(EXTERNAL);
    }

    @Test
    void anyOrganizationIsAnybody() {
        assertThat(allowWhen("{'StringLike':{'aws:PrincipalOrgID':'o-*'}}")).isEqualTo(PUBLIC);
    }

    @Test
    void sessionNameWithoutItsRoleIsAnybody() {
        assertThat(allowWhen("{'StringLike':{'aws:userid':'*:session'}}")).isEqualTo(PUBLIC);
    }

    @Test
    void roleNameInAnyAccountIsAnybody() {
        assertThat(allowWhen("{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/X'}}"))
                .isEqualTo(PUBLIC);
    }

    @Test
    void denyUnlessOfTheOrganizationDeniesWhoHasNone() {
        assertThat(allowUnless("{'StringNotEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}"))
                .isEqualTo(EXTERNAL);
        assertThat(allowUnless("{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}"))
                .isEqualTo(EXTERNAL);
        assertThat(allowUnless("{'ForAnyValue:StringNotEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}"))
                .isEqualTo(PUBLIC);
    }

    @Test
    void denyOfPlainHttpKeepsNobodyOut() {
        assertThat(allowUnless("{'Bool':{'aws:SecureTransport':'false'}}")).isEqualTo(PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Principal':'*','NotAction':'s3:PutObject','Resource':'arn:aws:s3:::b/*'}",
                "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','NotResource':'arn:aws:s3:::other/*'}",
                "{'Effect':'Allow','NotPrincipal':{'AWS':'111122223333'},'Action':'s3:*','Resource':'arn:aws:s3:::b/*'}"
            })
    void allOfSomethingButOneThingIsNearlyAllOfIt(String statement) {
        assertThat(bucket.ask(statement).verdict()).isEqualTo(PUBLIC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'0.0.0.0/0'|PUBLIC",
                "'0.0.0.0/1','128.0.0.0/1'|PUBLIC",
                "'::/0'|PUBLIC",
                "'203.0.113.0/24'|EXTERNAL",
                "'10.0.0.0/8'|NONE"
            },
            quoteCharacter = '"')
    void broadRangesAreNoPlace(String ranges, Verdict verdict) {
        assertThat(allowWhen("{'IpAddress':{'aws:SourceIp':[" + ranges + "]}}")).isEqualTo(verdict);
    }

    /** Source: IAM user guide, aws:VpcSourceIp: another VPC may use the same addresses. */
    @Test
    void addressesInAVpcAreNoPlaceUnlessTheVpcIsNamed() {
        String addresses = "{'IpAddress':{'aws:VpcSourceIp':'10.0.0.0/16'}";
        assertThat(allowWhen(addresses + "}")).isEqualTo(PUBLIC);
        assertThat(allowWhen(addresses + ",'StringEquals':{'aws:SourceVpc':'vpc-1a2b3c4d'}}"))
                .isEqualTo(EXTERNAL);
    }

    /** Whoever sets up a provider of SAML in an account of their own decides what it says of its users. */
    @Test
    void claimsOfAnySamlProviderKeepNobodyOutAndTheProviderDoes() {
        String claim = "{'StringEquals':{'SAML:sub':'alice@example.com'}}";
        assertThat(allowWhen(claim)).isEqualTo(PUBLIC);
        assertThat(role.ask("{'Effect':'Allow','Principal':{'Federated':"
                                + "'arn:aws:iam::111122223333:saml-provider/idp'},'Action':'sts:AssumeRoleWithSAML',"
                                + "'Condition':" + claim + "}")
                        .verdict())
                .isEqualTo(EXTERNAL);
    }

    @ParameterizedTest
    @CsvSource({
        "accounts.google.com, PUBLIC",
        "cognito-identity.amazonaws.com, PUBLIC",
        "arn:aws:iam::444455556666:oidc-provider/gitlab.com, EXTERNAL"
    })
    void providerThatAwsHasBuiltInVouchesForAnybody(String provider, Verdict verdict) {
        assertThat(allowWhen("{'StringEquals':{'aws:FederatedProvider':'" + provider + "'}}"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "repo:octo-org/*, EXTERNAL",
        "repository_owner:octo-org, EXTERNAL",
        "environment:prod, PUBLIC",
        "ref:refs/heads/main, PUBLIC",
        "workflow:deploy:*, PUBLIC"
    })
    void subjectOfGitHubPinsOnceItNamesItsOwner(String subject, Verdict verdict) {
        assertThat(role.ask("{'Effect':'Allow','Principal':{'Federated':"
                                + "'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'},"
                                + "'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringLike':"
                                + "{'token.actions.githubusercontent.com:sub':'" + subject + "'}}}")
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void policyOfSomethingElseIsSaidToBeOne() {
        String other = "arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/*";
        Analysis analysis = bucket.ask(everybody("s3:GetObject", other, ""));
        assertThat(analysis.verdict()).isEqualTo(NONE);
        assertThat(analysis.notes()).anyMatch(note -> note.contains("something else"));
        assertThat(bucket.ask(everybody("s3:GetObject", other, "") + "," + everybody("s3:GetObject", OBJECTS, ""))
                        .notes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Federated, *, sts:AssumeRoleWithWebIdentity",
        "Federated, *, sts:AssumeRoleWithSAML",
        "Federated, arn:aws:iam::111122223333:oidc-provider/*, sts:AssumeRoleWithWebIdentity",
        "Federated, https://gitlab.com, sts:AssumeRoleWithWebIdentity",
        "AWS, arn:aws:iam::111122223333:saml-provider/idp, sts:AssumeRoleWithSAML",
        "AWS, arn:aws:iam::111122223333:oidc-provider/gitlab.com, sts:AssumeRoleWithWebIdentity",
        "Service, *, sts:AssumeRole"
    })
    void principalOfNoKnownFormMayBeAnybody(String type, String principal, String action) {
        assertThat(role.ask("{'Effect':'Allow','Principal':{'" + type + "':'" + principal + "'},'Action':'" + action
                                + "'}")
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void variableInTheOlderVersionIsPlainText() {
        String document = "{'Version':'%s','Statement':["
                + everybody("s3:GetObject", OBJECTS, "{'StringEquals':{'aws:PrincipalTag/a':'${aws:ResourceAccount}'}}")
                + "]}";
        assertThat(bucket.askWhole(document.formatted("2012-10-17"))
                        .findings()
                        .getFirst()
                        .witness()
                        .orElseThrow()
                        .context())
                .containsEntry("aws:PrincipalTag/a", List.of(Policies.ACCOUNT));
        assertThat(bucket.askWhole(document.formatted("2008-10-17"))
                        .findings()
                        .getFirst()
                        .witness()
                        .orElseThrow()
                        .context())
                .containsEntry("aws:PrincipalTag/a", List.of("${aws:ResourceAccount}"));
        String dead = "{'Version':'2008-10-17','Statement':["
                + everybody(
                        "s3:GetObject", OBJECTS, "{'StringEquals':{'aws:PrincipalAccount':'${aws:ResourceAccount}'}}")
                + "]}";
        assertThat(bucket.askWhole(dead).verdict()).isEqualTo(NONE);
    }

    @Test
    void defaultPolicyOfATopicIsClean() {
        assertThat(topic.ask(everybody(
                                "SNS:Publish",
                                "arn:aws:sns:us-east-1:111122223333:t",
                                "{'StringEquals':{'AWS:SourceOwner':'111122223333'}}"))
                        .verdict())
                .isEqualTo(NONE);
    }

    @Test
    void viaServiceKeepsNobodyOutAndTheCallersAccountDoes() {
        String via = "'kms:ViaService':'s3.us-east-1.amazonaws.com'";
        assertThat(key.ask(everybody("kms:Decrypt", "*", "{'StringEquals':{" + via + "}}"))
                        .verdict())
                .isEqualTo(PUBLIC);
        assertThat(key.ask(everybody(
                                "kms:Decrypt",
                                "*",
                                "{'StringEquals':{" + via + ",'kms:CallerAccount':'111122223333'}}"))
                        .verdict())
                .isEqualTo(NONE);
        assertThat(key.ask(everybody(
                                "kms:Decrypt",
                                "*",
                                "{'StringEquals':{" + via + ",'kms:CallerAccount':'444455556666'}}"))
                        .verdict())
                .isEqualTo(EXTERNAL);
    }

    @Test
    void ownAccountOfAnotherPartitionIsAnother() {
        assertThat(bucket.ask("{'Effect':'Allow','Principal':{'AWS':'arn:aws-cn:iam::111122223333:root'},"
                                + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'}")
                        .verdict())
                .isEqualTo(EXTERNAL);
    }

    @Test
    void bucketAsTheSourceTellsNoAccountAndIsShown() {
        Analysis analysis = queue.ask(everybody(
                "sqs:SendMessage",
                "arn:aws:sqs:us-east-1:111122223333:q",
                "{'ArnEquals':{'aws:SourceArn':'arn:aws:s3:::images'}}"));
        assertThat(analysis.verdict()).isEqualTo(EXTERNAL);
        assertThat(analysis.findings())
                .singleElement()
                .extracting(Finding::condition)
                .isEqualTo(Map.of("aws:SourceArn", "arn:aws:s3:::images"));
    }

    @Test
    void denyOfOneActionLeavesTheOthers() {
        Analysis analysis = queue.ask(everybody("sqs:*", "*", "") + "," + nobody("sqs:SendMessage", "*", ""));
        assertThat(analysis.findings().getFirst().actions()).hasSize(7).doesNotContain("sqs:SendMessage");
    }

    @Test
    void namesOfKeysAndActionsHaveNoCase() {
        Analysis analysis =
                bucket.ask(everybody("S3:gETobject", OBJECTS, "{'StringEquals':{'AWS:sourcevpce':'vpce-1a2b3c4d'}}"));
        assertThat(analysis.verdict()).isEqualTo(EXTERNAL);
        assertThat(analysis.findings().getFirst().actions()).containsExactly("s3:GetObject");
        assertThat(analysis.findings().getFirst().condition()).containsOnlyKeys("aws:SourceVpce");
    }

    @Test
    void numbersAndBooleansInConditionsAreTheirText() {
        assertThat(allowWhen("{'StringEquals':{'aws:SourceAccount':111122223333}}"))
                .isEqualTo(NONE);
        assertThat(allowUnless("{'Bool':{'aws:SecureTransport':[true,false]}}")).isEqualTo(NONE);
    }

    @Test
    void everybodyBesideTheOwnAccountIsEverybody() {
        assertThat(bucket.ask("{'Effect':'Allow','Principal':{'AWS':['111122223333','*']},'Action':'s3:GetObject',"
                                + "'Resource':'arn:aws:s3:::b/*'}")
                        .verdict())
                .isEqualTo(PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'AWS':[]}", "{}"})
    void nobodyIsNobody(String principal) {
        assertThat(bucket.ask("{'Effect':'Allow','Principal':" + principal
                                + ",'Action':'s3:*','Resource':'arn:aws:s3:::b/*'}")
                        .verdict())
                .isEqualTo(NONE);
    }
}
