package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static io.portcullis.analyzer.Policies.nobody;
import static io.portcullis.analyzer.Verdict.NONE;
import static io.portcullis.analyzer.Verdict.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests have a condition key for the actions alone that AWS lists with it, and for each of these they may. */
class KeysOfActionsTest {

    private static final String CRYPTOGRAPHIC = "Decrypt Encrypt GenerateDataKey GenerateDataKeyPair"
            + " GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo";

    private static Set<String> granted(ResourceType type, String action, String key) {
        return new Policies(type)
                .ask(everybody(action, "*", "{'StringEquals':{'" + key + "':'v'}}")).findings().stream()
                        .flatMap(finding -> finding.actions().stream())
                        .collect(Collectors.toSet());
    }

    private static Set<String> having(ResourceType type, String key) {
        String prefix = key.substring(0, key.indexOf(':'));
        String there = "{'Null':{'" + key + "':'false'}}";
        return new Policies(type)
                .ask(everybody(prefix + ":*", "*", there)).findings().stream()
                        .flatMap(finding -> finding.actions().stream())
                        .map(action -> action.substring(prefix.length() + 1))
                        .collect(Collectors.toSet());
    }

    private static Set<String> listed(String actions) {
        return actions.isEmpty() ? Set.of() : Set.of(actions.split(" "));
    }

    private static Set<String> named(String prefix, String... actions) {
        return List.of(actions).stream().map(action -> prefix + ":" + action).collect(Collectors.toSet());
    }

    /** Source: KMS developer guide, "Condition keys for Nitro Enclaves", "Condition keys for NitroTPM". */
    @ParameterizedTest
    @ValueSource(strings = {"ImageSha384", "PCR3", "NitroTPMPCR4"})
    void attestedCallsAreOfFourActionsOfAKey(String of) {
        assertThat(granted(ResourceType.KMS_KEY, "kms:*", "kms:RecipientAttestation:" + of))
                .isEqualTo(named("kms", "Decrypt", "DeriveSharedSecret", "GenerateDataKey", "GenerateDataKeyPair"));
    }

    /** Source: KMS developer guide, "AWS KMS condition keys". */
    @Test
    void specOfAKeyPairIsOfTheTwoActionsThatMakeOne() {
        assertThat(granted(ResourceType.KMS_KEY, "kms:*", "kms:DataKeyPairSpec"))
                .isEqualTo(named("kms", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext"));
    }

    /** Source: service authorization reference, "Actions defined by Amazon S3". */
    @Test
    void tagsOfAnObjectAreNotSeenWhereItIsPutOrDeleted() {
        assertThat(granted(ResourceType.S3_BUCKET, "s3:*", "s3:ExistingObjectTag/team"))
                .hasSize(23)
                .contains("s3:GetObject", "s3:PutObjectAcl", "s3:ListObjectAnnotations", "s3:UpdateObjectEncryption")
                .doesNotContain("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:ListBucket");
    }

    /** Source: service authorization reference, "Actions defined by Amazon S3": what can be asked of an access point. */
    @ParameterizedTest
    @ValueSource(strings = {"s3:AccessPointNetworkOrigin", "s3:DataAccessPointAccount", "s3:DataAccessPointArn"})
    void whatComesThroughAnAccessPointIsWhatOneTakes(String key) {
        Set<String> through = Set.copyOf(
                ResourceType.S3_ACCESS_POINT.actions(Settings.DEFAULT).names());
        String there = "{'Null':{'" + key + "':'false'}}";
        Set<String> granted = new Policies(ResourceType.S3_BUCKET)
                .ask(everybody("s3:*", "*", there)).findings().stream()
                        .flatMap(finding -> finding.actions().stream())
                        .collect(Collectors.toSet());
        assertThat(granted).isEqualTo(through).contains("s3:GetObject").doesNotContain("s3:DeleteBucket");
    }

    @Test
    void denyOfWhatComesThroughNoAccessPointLeavesNoOtherRequest() {
        Policies bucket = new Policies(ResourceType.S3_BUCKET);
        String allow = everybody("s3:*", "*", "");
        String direct = "{'StringNotEquals':{'s3:DataAccessPointAccount':'" + Policies.ACCOUNT + "'}}";
        Set<String> left = bucket.ask(allow + "," + nobody("s3:*", "*", direct)).findings().stream()
                .flatMap(finding -> finding.actions().stream())
                .collect(Collectors.toSet());
        assertThat(left).contains("s3:GetObject").doesNotContain("s3:DeleteBucket", "s3:ReplicateObject");
    }

    /** Source: service authorization reference, UntagResource, which lists aws:TagKeys and not aws:RequestTag. */
    @Test
    void whoTakesTagsAwayNamesThemAndPassesNoValues() {
        Policies topic = new Policies(ResourceType.SNS_TOPIC);
        String named = "{'ForAnyValue:StringEquals':{'aws:TagKeys':'owner'}}";
        Analysis left = topic.ask(everybody("sns:*", "*", named)
                + ","
                + nobody("sns:*", "*", "{'Null':{'aws:RequestTag/owner':'false'}}"));
        assertThat(left.findings())
                .flatExtracting(Finding::actions)
                .contains("sns:UntagResource")
                .isSubsetOf("sns:TagResource", "sns:UntagResource");
        assertThat(granted(ResourceType.SNS_TOPIC, "sns:*", "aws:RequestTag/owner"))
                .containsExactly("sns:TagResource");
    }

    /** Source: service authorization reference, "Actions defined by AWS Key Management Service". */
    @Test
    void algorithmAndAliasAreOfCallsThatUseAKey() {
        assertThat(having(ResourceType.KMS_KEY, "kms:EncryptionAlgorithm")).isEqualTo(listed(CRYPTOGRAPHIC));
        assertThat(having(ResourceType.KMS_KEY, "kms:RequestAlias"))
                .isEqualTo(listed(CRYPTOGRAPHIC
                        + " DeriveSharedSecret DescribeKey GenerateMac GetPublicKey Sign Verify VerifyMac"));
    }

    /** Source: service authorization reference, "Actions defined by AWS Key Management Service". */
    @ParameterizedTest
    @CsvSource({
        "kms:GranteeServicePrincipal, CreateGrant RetireGrant RevokeGrant",
        "kms:RetiringServicePrincipal, CreateGrant RetireGrant RevokeGrant",
        "kms:GrantConstraintSourceArn, CreateGrant RetireGrant RevokeGrant",
        "kms:KeyAgreementAlgorithm, DeriveSharedSecret",
        "kms:BypassPolicyLockoutSafetyCheck, ''",
        "kms:ExpirationModel, ''",
        "kms:ValidTo, ''",
        "kms:RotationPeriodInDays, ''",
        "kms:ScheduleKeyDeletionPendingWindowInDays, ''",
        "kms:TrailingDaysWithoutKeyUsage, ''",
        "kms:WrappingAlgorithm, ''",
        "kms:WrappingKeySpec, ''",
        "kms:PrimaryRegion, ''",
        "kms:ReplicaRegion, ''"
    })
    void otherKeysOfAKeyAreOfFewCalls(String key, String actions) {
        assertThat(having(ResourceType.KMS_KEY, key)).isEqualTo(listed(actions));
    }

    /** Source: service authorization reference, "Actions defined by AWS Lambda"; what AddPermission takes. */
    @ParameterizedTest
    @CsvSource({
        "lambda:EventSourceToken, AddPermission InvokeFunction InvokeFunctionUrl",
        "lambda:InvokedViaFunctionUrl, AddPermission InvokeFunction InvokeFunctionUrl RemovePermission",
        "lambda:FunctionUrlAuthType, AddPermission CreateFunctionUrlConfig DeleteFunctionUrlConfig GetFunctionUrlConfig InvokeFunction InvokeFunctionUrl ListFunctionUrlConfigs RemovePermission UpdateFunctionUrlConfig",
        "lambda:Principal, AddPermission DeleteResourcePolicy PutResourcePolicy RemovePermission",
        "lambda:CodeSigningConfigArn, PutFunctionCodeSigningConfig UpdateFunctionCodeSigningConfig",
        "lambda:Layer, UpdateFunctionConfiguration",
        "lambda:VpcIds, UpdateFunctionConfiguration",
        "lambda:SubnetIds, UpdateFunctionConfiguration",
        "lambda:SecurityGroupIds, UpdateFunctionConfiguration"
    })
    void keysOfAFunctionAreOfTheCallsThatAreListedWithThem(String key, String actions) {
        assertThat(having(ResourceType.LAMBDA_FUNCTION, key)).isEqualTo(listed(actions));
    }

    /** Source: service authorization reference, "Actions defined by AWS Secrets Manager". */
    @ParameterizedTest
    @CsvSource({
        "secretsmanager:VersionId, GetSecretValue UpdateSecretVersionStage",
        "secretsmanager:VersionStage, GetSecretValue PutSecretValue UpdateSecretVersionStage",
        "secretsmanager:AddReplicaRegions, ReplicateSecretToRegions",
        "secretsmanager:ForceOverwriteReplicaSecret, ReplicateSecretToRegions",
        "secretsmanager:Description, UpdateSecret",
        "secretsmanager:Type, UpdateSecret",
        "secretsmanager:KmsKeyArn, ReplicateSecretToRegions UpdateSecret",
        "secretsmanager:KmsKeyId, ReplicateSecretToRegions UpdateSecret",
        "secretsmanager:Name, ''",
        "secretsmanager:BlockPublicPolicy, PutResourcePolicy",
        "secretsmanager:ForceDeleteWithoutRecovery, DeleteSecret",
        "secretsmanager:RecoveryWindowInDays, DeleteSecret",
        "secretsmanager:ExternalSecretRotationRoleArn, RotateSecret",
        "secretsmanager:ModifyRotationRules, RotateSecret",
        "secretsmanager:RotateImmediately, RotateSecret",
        "secretsmanager:RotationLambdaARN, RotateSecret"
    })
    void keysOfASecretAreOfTheCallsThatAreListedWithThem(String key, String actions) {
        assertThat(having(ResourceType.SECRETS_MANAGER_SECRET, key)).isEqualTo(listed(actions));
    }

    /** Source: service authorization reference, "Actions defined by AWS Security Token Service". */
    @ParameterizedTest
    @CsvSource({
        "sts:RequestContext/team, sts:AssumeRole, true",
        "sts:RequestContext/team, sts:AssumeRoleWithWebIdentity, false",
        "sts:RequestContextProviders, sts:AssumeRole, true",
        "sts:RequestContextProviders, sts:AssumeRoleWithWebIdentity, false",
        "sts:RoleAuthorizedByIdp, sts:AssumeRole, false",
        "sts:RoleAuthorizedByIdp, sts:AssumeRoleWithWebIdentity, true",
        "sts:TaskPolicyArn, sts:AssumeRole, false",
        "sts:AWSServiceName, sts:AssumeRole, false",
        "sts:SigningAlgorithm, sts:AssumeRole, false",
        "sts:IdentityTokenAudience, sts:AssumeRole, false",
        "sts:DurationSeconds, sts:AssumeRole, true"
    })
    void keysOfSomeCallsForASessionAreInNoOther(String key, String action, boolean there) {
        String principal =
                action.equals("sts:AssumeRole") ? "'AWS':'*'" : "'Federated':'cognito-identity.amazonaws.com'";
        String allow = "{'Effect':'Allow','Principal':{%s},'Action':'%s','Condition':{'Null':{'%s':'false'}}}"
                .formatted(principal, action, key);
        assertThat(new Policies(ResourceType.IAM_ROLE).ask(allow).verdict() != NONE)
                .isEqualTo(there);
    }

    /** Source: STS API reference, AssumeRoleWithSAML and AssumeRoleWithWebIdentity, which take no ExternalId. */
    @ParameterizedTest
    @CsvSource({
        "sts:AssumeRole, AWS, *, PUBLIC",
        "sts:AssumeRoleWithWebIdentity, Federated, cognito-identity.amazonaws.com, NONE",
        "sts:AssumeRoleWithSAML, Federated, arn:aws:iam::111122223333:saml-provider/p, NONE"
    })
    void externalIdComesWithNoTokenOrAssertion(String action, String type, String principal, Verdict verdict) {
        String allow =
                "{'Effect':'Allow','Principal':{'%s':'%s'},'Action':'%s','Condition':{'%s':{'sts:ExternalId':%s}}}";
        Policies role = new Policies(ResourceType.IAM_ROLE);
        assertThat(role.ask(allow.formatted(type, principal, action, "StringEquals", "'id'"))
                        .verdict())
                .isEqualTo(verdict);
        assertThat(role.ask(allow.formatted(type, principal, action, "Null", "'true'"))
                        .verdict())
                .isNotEqualTo(NONE);
    }

    /** AWS's pages differ about the actions that have these: for subscribing alone, or "a previously confirmed subscription". */
    @ParameterizedTest
    @ValueSource(strings = {"sns:Endpoint", "sns:Protocol"})
    void keysOfSubscriptionsMayBeInAnyRequestToATopic(String key) {
        assertThat(new Policies(ResourceType.SNS_TOPIC)
                        .ask(everybody("sns:Publish", "*", "{'StringEquals':{'" + key + "':'https'}}"))
                        .verdict())
                .isEqualTo(PUBLIC);
    }
}
