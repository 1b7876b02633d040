package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CloudFront's origin access identities are IAM identities, and no services. Source: AWS's data perimeter policy examples, which
 * deny all but AWS services and spare these by {@code aws:PrincipalArn}.
 */
class OriginAccessTest {

    private static final String ARN = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E15MNIMTCFKK4C";
    private static final List<Rule> NOTHING = rules("{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}");

    private static String statement(String effect, String principal, String condition) {
        return "{'Effect':'%s','Principal':%s,'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*','Condition':%s}"
                .formatted(effect, principal, condition);
    }

    private static String allow(String condition) {
        return statement("Allow", "{'AWS':'" + ARN + "'}", condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'ArnEquals':{'aws:PrincipalArn':'" + ARN + "'}}",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::cloudfront:user/*'}}",
                "{'StringLike':{'aws:PrincipalArn':'*:cloudfront:user/*E15*'}}",
                "{'Bool':{'aws:PrincipalIsAWSService':'false'}}",
                "{'StringNotEquals':{'aws:PrincipalAccount':'111111111111'}}"
            })
    void oneMeetsWhatIsSaidOfItsArnAndThatItIsNoService(String condition) {
        assertThat(yes(RESOURCE.compare(rules(allow(condition)), NOTHING))
                        .request()
                        .identity())
                .isInstanceOfSatisfying(
                        Identity.Aws.class,
                        caller -> assertThat(caller.principalArn()).isEqualTo(ARN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Bool':{'aws:PrincipalIsAWSService':'true'}}",
                "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}}",
                "{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::cloudfront:user/*'}}"
            })
    void oneMeetsNothingElse(String condition) {
        no(RESOURCE.compare(rules(allow(condition)), NOTHING));
    }

    @Test
    void aDenyOfAllButServicesKeepsItOut() {
        String deny = statement("Deny", "'*'", "{'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}");
        no(RESOURCE.compare(rules(allow("{}"), deny), NOTHING));
    }

    @Test
    void aDenyThatSparesItLetsItIn() {
        String deny = statement("Deny", "'*'", "{'ArnNotLike':{'aws:PrincipalArn':'" + ARN + "'}}");
        yes(RESOURCE.compare(rules(allow("{}"), deny), NOTHING));
        no(RESOURCE.compare(rules(allow("{}")), rules(allow("{}"), deny)));
    }

    @Test
    void everyoneIsItToo() {
        no(RESOURCE.compare(rules(allow("{}")), rules(statement("Allow", "'*'", "{}"))));
        yes(RESOURCE.compare(
                rules(statement("Allow", "'*'", "{'ArnEquals':{'aws:PrincipalArn':'" + ARN + "'}}")), NOTHING));
    }
}
