package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTypeTest {

    @ParameterizedTest
    @CsvSource({
        "KMS_KEY, arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab",
        "S3_BUCKET, arn:aws:s3:::my.bucket-1",
        "S3_ACCESS_POINT, arn:aws:s3:us-west-2:111122223333:accesspoint/my-point",
        "S3_MULTI_REGION_ACCESS_POINT, arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap",
        "IAM_ROLE, arn:aws:iam::111122223333:role/service/my-role",
        "LAMBDA_FUNCTION, arn:aws:lambda:us-east-1:111122223333:function:f_1",
        "LAMBDA_LAYER_VERSION, arn:aws:lambda:us-east-1:111122223333:layer:l:3",
        "SQS_QUEUE, arn:aws-cn:sqs:cn-north-1:111122223333:q.fifo",
        "SNS_TOPIC, arn:aws-us-gov:sns:us-gov-west-1:111122223333:t",
        "SECRETS_MANAGER_SECRET, arn:aws:secretsmanager:us-east-1:111122223333:secret:a/b-AbCdEf"
    })
    void tellsATypeByItsArn(ResourceType type, String arn) {
        assertThat(ResourceType.ofArn(arn)).contains(type);
        assertThat(Resource.of(type, arn, "111122223333").arn()).isEqualTo(arn);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/folder/object, arn:aws:s3:::b",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/p/object/a/object/b, arn:aws:s3:eu-west-1:111122223333:accesspoint/p",
        "arn:aws:s3::111122223333:accesspoint/a.mrap/object/b, arn:aws:s3::111122223333:accesspoint/a.mrap",
        "arn:aws:lambda:us-east-1:111122223333:function:f:prod, arn:aws:lambda:us-east-1:111122223333:function:f"
    })
    void arnOfAPartNamesTheWhole(String part, String whole) {
        ResourceType type = ResourceType.ofArn(part).orElseThrow();
        assertThat(Resource.of(type, part, "111122223333").arn()).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:us-east-1:111122223333:b",
                "arn:aws:s3:::b*",
                "arn:aws:s3:us-east-1:111122223333:accesspoint/p/o",
                "arn:aws:s3:us-east-1:111122223333:accesspoint/p/object/",
                "arn:aws:iam:us-east-1:111122223333:role/r",
                "arn:aws:iam::111122223333:user/u",
                "arn:aws:sqs:us-east-1:1111:q",
                "arn:aws:kms:us-east-1:111122223333:alias/a",
                "arn:aws:dynamodb:us-east-1:111122223333:table/t",
                "https://sqs.us-east-1.amazonaws.com/111122223333/q",
                ""
            })
    void whatIsNoArnOfAKnownTypeTellsNone(String text) {
        assertThat(ResourceType.ofArn(text)).isEmpty();
    }

    @Test
    void refusesAnArnOfAnotherTypeOrAccount() {
        assertThatThrownBy(() -> Resource.of(ResourceType.SQS_QUEUE, "arn:aws:s3:::b", "111122223333"))
                .hasMessageContaining("arn:aws:s3:::b")
                .hasMessageContaining("arn:aws:sqs:REGION:ACCOUNT:NAME");
        assertThatThrownBy(() ->
                        Resource.of(ResourceType.SQS_QUEUE, "arn:aws:sqs:us-east-1:111122223333:q", "444455556666"))
                .hasMessageContaining("444455556666");
    }

    @ParameterizedTest
    @EnumSource(ResourceType.class)
    void isFoundByItsNamesAndShowsAnArnOfItsOwnForm(ResourceType type) {
        assertThat(ResourceType.of(type.cloudFormationName())).contains(type);
        assertThat(ResourceType.named(type.cloudFormationName().toLowerCase(java.util.Locale.ROOT)))
                .contains(type);
        assertThat(ResourceType.names()).contains(type.cloudFormationName());
        Resource any = Resource.any(type, "111122223333");
        assertThat(any.isAny()).isTrue();
        assertThat(type.form().universe(any.arn()).has(type.form().exampleOf(any.arn())))
                .isTrue();
        assertThat(type.writes(type.form().exampleOf(any.arn()))).isTrue();
        assertThat(type.actions(Settings.DEFAULT).names()).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"bucket, S3_BUCKET", "s3-bucket, S3_BUCKET", "Role, IAM_ROLE", "layer, LAMBDA_LAYER_VERSION"})
    void hasShortNames(String name, ResourceType type) {
        assertThat(ResourceType.named(name)).contains(type);
    }

    private static Optional<String> named(String... resources) throws PolicyException {
        String list = "\"" + String.join("\",\"", resources) + "\"";
        return NamedResource.in(
                new PolicyReader()
                        .read(
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":["
                                        + list
                                        + "],\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::source\"}}}]}"),
                ResourceType.S3_BUCKET);
    }

    @Test
    void policyNamesTheOneResourceThatAllItsStatementsCanBeAbout() throws PolicyException {
        assertThat(named("arn:aws:s3:::b", "arn:aws:s3:::b/*")).contains("arn:aws:s3:::b");
        assertThat(named("arn:aws:s3:::b/*", "*")).contains("arn:aws:s3:::b");
        assertThat(named("arn:aws:s3:::b", "arn:aws:s3:::b*/*")).contains("arn:aws:s3:::b");
    }

    @Test
    void policyNamesNoResourceWhenItMayBeAnother() throws PolicyException {
        assertThat(named("*")).isEmpty();
        assertThat(named("arn:aws:s3:::b", "arn:aws:s3:::c")).isEmpty();
        assertThat(named("arn:aws:s3:::b", "arn:aws:s3:::prod-*")).isEmpty();
        assertThat(named("arn:aws:s3:::b", "arn:aws:s3:::${aws:PrincipalTag/x}"))
                .isEmpty();
    }

    @Test
    void keyIsNoResourceOfAPolicyAlone() {
        assertThatThrownBy(() -> new PolicyState(Resource.any(ResourceType.KMS_KEY, "111122223333"), "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grants");
    }
}
