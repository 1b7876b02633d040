package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static io.portcullis.analyzer.Policies.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3 user guide, "The meaning of public": its rules and its examples. */
class BucketPolicyStatusTest {

    private static final String OBJECTS = "arn:aws:s3:::b/*";

    private final Policies bucket = new Policies(ResourceType.S3_BUCKET);

    private BucketPolicyStatus status(String statements) {
        return bucket.ask(statements).bucketPolicyStatus().orElseThrow();
    }

    private boolean isPublicWhen(String condition) {
        return status(everybody("s3:GetObject", OBJECTS, condition)).isPublic();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringLike':{'aws:SourceVpc':'vpc-*'}}",
                "{'StringEquals':{'aws:SourceVpc':['vpc-91237329','vpc-*']}}",
                "{'StringLike':{'aws:SourceVpc':'${aws:PrincipalTag/vpc}'}}",
                "{'StringNotEquals':{'aws:SourceVpc':'vpc-91237329'}}",
                "{'StringEqualsIfExists':{'aws:SourceVpc':'vpc-91237329'}}",
                "{'ForAllValues:StringEquals':{'aws:SourceVpc':'vpc-91237329'}}",
                "{'Null':{'aws:SourceVpc':'false'}}",
                "{'IpAddress':{'aws:SourceIp':'0.0.0.0/1'}}",
                "{'IpAddress':{'aws:SourceIp':['203.0.113.0/24','128.0.0.0/7']}}",
                "{'IpAddress':{'aws:SourceIp':'2001::/31'}}",
                "{'NotIpAddress':{'aws:SourceIp':'203.0.113.0/24'}}",
                "{'StringLike':{'aws:userid':'AROAEXAMPLE:*'}}",
                "{'StringEquals':{'aws:userid':'AROAEXAMPLE:session'}}",
                "{'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-west-2:*:accesspoint/mine'}}",
                "{'StringEquals':{'aws:UserAgent':'mine'}}",
                "{'Bool':{'aws:SecureTransport':'true'}}",
                "{'StringEquals':{'s3:x-amz-acl':'private'}}"
            })
    void policyIsPublicWithoutAFixedValueOfAListedKey(String condition) {
        assertThat(isPublicWhen(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'aws:SourceVpc':'vpc-91237329'}}",
                "{'StringEquals':{'aws:SourceVpce':'vpce-1a2b3c4d'}}",
                "{'StringEquals':{'AWS:SOURCEOWNER':'111122223333'}}",
                "{'StringEquals':{'aws:SourceAccount':'444455556666'}}",
                "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:us-east-1:444455556666:t'}}",
                "{'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}",
                "{'StringEquals':{'aws:userid':'AIDAEXAMPLE'}}",
                "{'StringEquals':{'s3:DataAccessPointAccount':'111122223333'}}",
                "{'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-west-2:123456789012:accesspoint/*'}}",
                "{'StringEquals':{'s3:x-amz-server-side-encryption-aws-kms-key-id':'arn:aws:kms:us-east-1:1:key/a'}}",
                "{'IpAddress':{'aws:SourceIp':'203.0.0.0/8'}}",
                "{'IpAddress':{'aws:SourceIp':['203.0.113.7','2001:db8::/32']}}",
                "{'Bool':{'aws:SecureTransport':'true'},'StringEquals':{'aws:SourceVpc':'vpc-91237329'}}"
            })
    void policyIsNotPublicWithOne(String condition) {
        assertThat(isPublicWhen(condition)).isFalse();
    }

    @Test
    void oneOpenStatementMakesThePolicyPublicWhateverTheOthersSay() {
        BucketPolicyStatus status = status("""
                {'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'s3:PutObject','Resource':'arn:aws:s3:::b/*'},
                {'Effect':'Allow','Principal':{'Service':'cloudtrail.amazonaws.com'},'Action':'s3:PutObject','Resource':'arn:aws:s3:::b/*'},
                {'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*',
                 'Condition':{'StringLike':{'aws:SourceVpc':'vpc-*'}}}""");
        assertThat(status).isEqualTo(new BucketPolicyStatus(true, java.util.List.of(2)));
    }

    @Test
    void denyIsNotLookedAt() {
        Analysis analysis = bucket.ask(everybody("s3:GetObject", OBJECTS, "") + "," + nobody("*", OBJECTS, ""));
        assertThat(analysis.verdict()).isEqualTo(Verdict.NONE);
        assertThat(analysis.bucketPolicyStatus().orElseThrow().isPublic()).isTrue();
    }

    @Test
    void actionsThatDoNotExistCountToo() {
        assertThat(status(everybody("s3:Levitate", OBJECTS, "")).isPublic()).isTrue();
    }

    @Test
    void federatedPrincipalsCountAsPublic() {
        assertThat(status("{'Effect':'Allow','Principal':{'Federated':'cognito-identity.amazonaws.com'},"
                                + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'}")
                        .isPublic())
                .isTrue();
    }

    @Test
    void principalsWithoutWildcardsAreFixed() {
        assertThat(status("{'Effect':'Allow','Principal':{'AWS':['444455556666','arn:aws:iam::444455556666:user/u']},"
                                + "'Action':'s3:*','Resource':'arn:aws:s3:::b/*'}")
                        .isPublic())
                .isFalse();
    }

    @Test
    void whetherPrincipalKeysAreFixedValuesIsASetting() throws PolicyException {
        var policy = new PolicyReader()
                .read(("{'Version':'2012-10-17','Statement':["
                                + everybody(
                                        "s3:GetObject",
                                        OBJECTS,
                                        "{'StringEquals':{'aws:PrincipalAccount':'444455556666'}}")
                                + "]}")
                        .replace('\'', '"'));
        assertThat(BucketPolicyStatus.of(policy, Settings.S3Keys.DOCUMENTED).isPublic())
                .isTrue();
        assertThat(BucketPolicyStatus.of(policy, Settings.S3Keys.WITH_PRINCIPALS)
                        .isPublic())
                .isFalse();
    }

    @Test
    void isAnotherQuestionThanWhoGetsIn() {
        Analysis analysis = bucket.ask(
                everybody("s3:GetObject", OBJECTS, "{'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}"));
        assertThat(analysis.verdict()).isEqualTo(Verdict.EXTERNAL);
        assertThat(analysis.bucketPolicyStatus().orElseThrow().isPublic()).isFalse();
    }

    @Test
    void onlyBucketsHaveOne() {
        assertThat(new Policies(ResourceType.SQS_QUEUE)
                        .ask(everybody("sqs:*", "*", ""))
                        .bucketPolicyStatus())
                .isEmpty();
    }
}
