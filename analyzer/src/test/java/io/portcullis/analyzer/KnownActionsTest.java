package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.ActionFacts;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons do not show requests for actions on what they are never asked of, or with keys that they never have. */
class KnownActionsTest {

    private static final String BUCKET = "'arn:aws:s3:::b'";
    private static final String OBJECTS = "'arn:aws:s3:::b/*'";
    private static final String BOTH = "[" + BUCKET + "," + OBJECTS + "]";

    private static List<Rule> rules(String statements) {
        String json = "{'Version':'2012-10-17','Statement':[" + statements + "]}";
        Policy policy;
        try {
            policy = new PolicyReader().read(json.replace('\'', '"'));
        } catch (PolicyException e) {
            throw new AssertionError(json, e);
        }
        return policy.statements().stream()
                .map(statement -> new Rule("statement " + (statement.index() + 1), statement, policy.version()))
                .toList();
    }

    private static Answer compare(PolicyKind kind, ActionFacts facts, String policy, String reference) {
        return NewAccess.of(new Comparison(
                rules(policy),
                rules(reference),
                kind,
                false,
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                facts));
    }

    private static Answer ofType(String type, String policy, String reference) {
        ResourceType known = ResourceType.named(type).orElseThrow();
        return compare(known.policyKind(), KnownActions.of(known), policy, reference);
    }

    private static Answer ofIdentity(String policy, String reference) {
        return compare(PolicyKind.IDENTITY, KnownActions.ofAll(), policy, reference);
    }

    private static String may(String actions, String resources) {
        return "{'Effect':'Allow','Action':%s,'Resource':%s}".formatted(actions, resources);
    }

    private static String outsiderMay(String actions, String resources, String condition) {
        return "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':%s,'Resource':%s,'Condition':%s}"
                .formatted(actions, resources, condition);
    }

    private static void no(Answer answer) {
        assertThat(answer).isEqualTo(new Answer.No());
    }

    private static String action(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Yes.class);
        return ((Answer.Yes) answer).request().action();
    }

    /** Source: service authorization reference, "Actions defined by" each service, resource types. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "s3:GetObject | arn:aws:s3:::b/* | kms:Decrypt | arn:aws:kms:eu-west-1:111122223333:key/1",
                "sqs:SendMessage | arn:aws:sqs:eu-west-1:111122223333:q | sns:Publish | arn:aws:sns:eu-west-1:111122223333:t",
                "sts:AssumeRole | arn:aws:iam::111122223333:role/r | s3:GetObject | arn:aws:s3:::b/*",
                "lambda:InvokeFunction | arn:aws:lambda:*:111122223333:function:f | secretsmanager:GetSecretValue"
                        + " | arn:aws:secretsmanager:*:111122223333:secret:s"
            })
    void whatAServiceDoesIsAskedOfItsOwnResources(String one, String its, String other, String others) {
        String together = may("['" + one + "','" + other + "']", "['" + its + "','" + others + "']");
        String apart = may("'" + one + "'", "'" + its + "'") + "," + may("'" + other + "'", "'" + others + "'");
        no(ofIdentity(together, apart));
        no(ofIdentity(apart, together));
        assertThat(action(ofIdentity(together, may("'" + one + "'", "'" + its + "'"))))
                .isEqualTo(other);
    }

    @Test
    void whatAServiceDoesIsAskedOfNoResourceToo() {
        String any = may("'kms:ListKeys'", "'*'");
        assertThat(action(ofIdentity(any, may("'kms:*'", "'arn:aws:kms:*:*:*'"))))
                .isEqualTo("kms:ListKeys");
        assertThat(action(ofIdentity(may("'sts:*'", "'arn:aws:sts::111122223333:federated-user/u'"), any)))
                .startsWith("sts:");
        assertThat(action(ofIdentity(may("'new:*'", "'arn:aws:kms:*:*:key/*'"), any)))
                .startsWith("new:");
    }

    @Test
    void objectsAreReadAndBucketsAreListed() {
        String together = "['s3:GetObject','s3:ListBucket']";
        String apart = may("'s3:GetObject'", OBJECTS) + "," + may("'s3:ListBucket'", BUCKET);
        no(ofIdentity(may(together, BOTH), apart));
        no(ofType(
                "bucket",
                outsiderMay(together, BOTH, "{}"),
                outsiderMay("'s3:GetObject'", OBJECTS, "{}") + "," + outsiderMay("'s3:ListBucket'", BUCKET, "{}")));
        assertThat(action(ofIdentity(may("['s3:GetObject','s3:PutObject']", BOTH), apart)))
                .isEqualTo("s3:PutObject");
        assertThat(action(ofIdentity(apart, may("'s3:GetObject'", OBJECTS)))).isEqualTo("s3:ListBucket");
        no(ofIdentity(may("'s3:GetObject'", "'arn:aws:s3:::b*'"), may("'s3:GetObject'", "'arn:aws:s3:::b*/*'")));
        assertThat(action(ofIdentity(
                        may("'s3:GetObject'", "'arn:aws:s3:::b*'"), may("'s3:GetObject'", "'arn:aws:s3:::b/*'"))))
                .isEqualTo("s3:GetObject");
    }

    @Test
    void accessPointsAreListedAndTheirObjectsAreRead() {
        String point = "arn:aws:s3:us-east-1:111122223333:accesspoint/a";
        String both = "['%1$s','%1$s/object/*']".formatted(point);
        no(ofType(
                "access-point",
                outsiderMay("['s3:GetObject','s3:ListBucket']", both, "{}"),
                outsiderMay("'s3:GetObject'", "'" + point + "/object/*'", "{}") + ","
                        + outsiderMay("'s3:ListBucket'", "'" + point + "'", "{}")));
    }

    @Test
    void ofAnActionThatIsNotKnownNothingIs() {
        String some = "['s3:GetObject','s3:EraseEverything']";
        assertThat(action(ofIdentity(may(some, BOTH), may("'s3:GetObject'", OBJECTS) + "," + may(some, BUCKET))))
                .isEqualTo("s3:EraseEverything");
        assertThat(action(ofIdentity(may("'s3:*'", BUCKET), may("'s3:*'", OBJECTS))))
                .startsWith("s3:");
    }

    @ParameterizedTest
    @CsvSource({
        "queue, sqs:*, arn:aws:sqs:us-east-1:111122223333:q",
        "topic, sns:*, arn:aws:sns:us-east-1:111122223333:t",
        "bucket, s3:*, arn:aws:s3:::b",
        "function, lambda:*, arn:aws:lambda:us-east-1:111122223333:function:f",
        "secret, secretsmanager:*, arn:aws:secretsmanager:us-east-1:111122223333:secret:s-AbCdEf",
        "key, kms:*, *"
    })
    void aResourceIsAskedForWhatItsServiceDoesAlone(String type, String actions, String resource) {
        String all = outsiderMay("'*'", "'" + resource + "'", "{}");
        no(ofType(type, all, all.replace("'Action':'*'", "'Action':'" + actions + "'")));
        assertThat(action(ofType(type, all, outsiderMay("'a:*'", "'" + resource + "'", "{}"))))
                .startsWith(actions.replace("*", ""));
    }

    @Test
    void noRequestHasAKeyThatItsActionNeverHas() {
        String context = "{'StringEquals':{'kms:EncryptionContext:a':'b'}}";
        String decrypt = outsiderMay("'kms:Decrypt'", "'*'", context);
        no(ofType("key", outsiderMay("['kms:DescribeKey','kms:Decrypt']", "'*'", context), decrypt));
        assertThat(action(ofType("key", outsiderMay("['kms:Encrypt','kms:Decrypt']", "'*'", context), decrypt)))
                .isEqualTo("kms:Encrypt");
        String without = "{'Null':{'kms:EncryptionContextKeys':'true'}}";
        no(ofType(
                "key",
                outsiderMay("'kms:DescribeKey'", "'*'", "{}"),
                outsiderMay("'kms:DescribeKey'", "'*'", without)));
    }

    @ParameterizedTest
    @CsvSource({
        "key, kms:GenerateDataKey*, kms:GenerateDataKey, kms:GenerateDataKeyPair",
        "bucket, s3:List*, s3:ListBucket, s3:ListBucketMultipartUploads",
        "secret, secretsmanager:Get*, secretsmanager:GetSecretValue, secretsmanager:GetResourcePolicy",
        "function, lambda:Invoke*, lambda:InvokeFunction, lambda:InvokeFunctionUrl"
    })
    void aProofIsOfAnActionThatThereIs(String type, String pattern, String but, String proof) {
        assertThat(action(ofType(
                        type,
                        outsiderMay("'" + pattern + "'", "'*'", "{}"),
                        outsiderMay("'" + but + "'", "'*'", "{}"))))
                .isEqualTo(proof);
    }

    @Test
    void noVariableOfSuchAKeyHasAValueEither() {
        String acl = "{'StringEquals':{'aws:PrincipalTag/a':'${s3:x-amz-acl}'}}";
        no(ofType("bucket", outsiderMay("'s3:GetObject'", OBJECTS, acl), outsiderMay("'s3:PutObject'", OBJECTS, "{}")));
        no(ofIdentity(may("'s3:GetObject'", "'arn:aws:s3:::b/${s3:prefix}'"), may("'s3:PutObject'", OBJECTS)));
    }

    @Test
    void aBucketWithoutANameHasNoPartsToBeListed() {
        String deny = ",{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::*/*'}";
        no(ofIdentity(may("'s3:ListBucket'", "'arn:aws:s3:::*'"), may("'s3:ListBucket'", "'arn:aws:s3:::*'") + deny));
    }
}
