package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the ARN of a request has an account, the key that tells the account has it too, whatever it is compared with. */
class OwnersTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:222222222222:t";

    private static String from(String arn, String account) {
        return resource(
                "'*'",
                "{'ArnEquals':{'aws:SourceArn':'%s'},'StringEquals':{'aws:SourceAccount':'%s'}}"
                        .formatted(arn, account));
    }

    private static String of(String arn, String account) {
        return "{'Effect':'Allow','Action':'sns:Publish','Resource':'%s','Condition':{'StringEquals':{'aws:ResourceAccount':'%s'}}}"
                .formatted(arn, account);
    }

    @Test
    void aSourceIsOfTheAccountInItsArn() {
        no(RESOURCE.compare(from(TOPIC, "${aws:PrincipalTag/a}"), from(TOPIC, "222222222222")));
        Answer.Yes yes = yes(RESOURCE.compare(from(TOPIC, "${aws:PrincipalTag/a}"), from(TOPIC, "333333333333")));
        assertThat(yes.request().context()).containsEntry("aws:PrincipalTag/a", List.of("222222222222"));
    }

    @Test
    void aSourceWhoseArnHasNoAccountIsOfAnyAccount() {
        String bucket = "arn:aws:s3:::b";
        yes(RESOURCE.compare(from(bucket, "${aws:PrincipalTag/a}"), from(bucket, "222222222222")));
    }

    @Test
    void aResourceIsOfTheAccountInItsArn() {
        no(IDENTITY.compare(of(TOPIC, "${aws:PrincipalTag/a}"), of(TOPIC, "222222222222")));
        yes(IDENTITY.compare(of(TOPIC, "${aws:PrincipalTag/a}"), of(TOPIC, "333333333333")));
    }

    /** Source: IAM user guide, "AWS managed policies": their ARNs have {@code aws} in place of an account. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::aws:policy/*",
                "arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31",
                "arn:aws:imagebuilder:us-east-1:aws:component/*"
            })
    void whatIsOfAwsHasAnAccountThatItsArnDoesNotSay(String resource) {
        String own = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*',"
                + "'Condition':{'StringEquals':{'aws:ResourceAccount':'${aws:PrincipalAccount}'}}}";
        Answer.Yes answer = yes(
                IDENTITY.compare(Policies.rules(own, Policies.allow("iam:GetPolicy", resource)), Policies.rules(own)));
        assertThat(answer.request().resource()).contains(":aws:");
    }
}
