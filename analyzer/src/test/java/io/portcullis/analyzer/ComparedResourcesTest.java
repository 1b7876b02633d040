package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Policies of a type are compared over the resources of the type, over all of them and no others. */
class ComparedResourcesTest {

    private static ResourceType type(String name) {
        return ResourceType.named(name).orElseThrow();
    }

    private static Universe all(String name) {
        return type(name).resources().in("aws");
    }

    private static List<Rule> rules(String statements) {
        Policy policy;
        try {
            policy = new PolicyReader()
                    .read(("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"'));
        } catch (PolicyException e) {
            throw new AssertionError(statements, e);
        }
        return policy.statements().stream()
                .map(statement -> new Rule("statement " + (statement.index() + 1), statement, policy.version()))
                .toList();
    }

    private static String statement(String effect, String resource) {
        return "{'Effect':'%s','Principal':{'AWS':'222222222222'},'Action':'*',%s}".formatted(effect, resource);
    }

    private static String allow(String resource) {
        return statement("Allow", "'Resource':'" + resource + "'");
    }

    private static Answer compare(String type, String policy, String reference) {
        return NewAccess.of(new Comparison(
                rules(policy),
                rules(reference),
                type(type).policyKind(),
                false,
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.of(type(type).resources()),
                KnownActions.of(type(type))));
    }

    @ParameterizedTest
    @CsvSource({
        "key, arn:aws:kms:*:*:key/*",
        "key, arn:*:kms:*:*:key/*",
        "key, arn:aws:kms:*:????????????:key/*",
        "bucket, arn:aws:s3:::*",
        "access-point, arn:aws:s3:*:*:accesspoint/*",
        "mrap, arn:aws:s3::*:accesspoint/*",
        "function, arn:aws:lambda:*:*:function:*",
        "layer, arn:aws:lambda:*:*:layer:*:*",
        "queue, arn:aws:sqs:*:*:*",
        "topic, arn:aws:sns:*:*:*",
        "secret, arn:aws:secretsmanager:*:*:secret:*-??????"
    })
    void everyResourceIsEveryResourceOfTheType(String type, String all) {
        assertThat(compare(type, allow("*"), allow(all))).isEqualTo(new Answer.No());
        assertThat(compare(type, statement("Allow", "'NotResource':'" + all + "'"), ""))
                .isEqualTo(new Answer.No());
        assertThat(compare(type, allow("*") + "," + statement("Deny", "'Resource':'" + all + "'"), ""))
                .isEqualTo(new Answer.No());
    }

    @ParameterizedTest
    @CsvSource({
        "key, arn:aws:kms:us-east-1:*:key/*",
        "key, arn:aws:kms:*:111122223333:key/*",
        "bucket, arn:aws:s3:::*/*",
        "bucket, arn:aws:s3:::b*",
        "access-point, arn:aws:s3:*:*:accesspoint/*/object/*",
        "mrap, arn:aws:s3::*:accesspoint/*/object/*",
        "function, arn:aws:lambda:*:*:function:*:*",
        "function, arn:aws:lambda:*:*:function:f*",
        "layer, arn:aws:lambda:*:*:layer:*:1",
        "queue, arn:aws:sqs:*:*:*.fifo",
        "topic, arn:aws:sns:cn-*:*:*",
        "secret, arn:aws:secretsmanager:*:*:secret:prod/*"
    })
    void whatAPatternLeavesOutIsNewAndShownByAResourceOfTheType(String type, String some) {
        assertThat(compare(type, allow("*"), allow(some))).isInstanceOfSatisfying(Answer.Yes.class, yes -> {
            String resource = yes.request().resource();
            assertThat(type(type).writes(resource)).as(resource).isTrue();
            assertThat(resource).matches("arn:aws:[a-z0-9]+:([a-z]+-[a-z]+-[0-9])?:([0-9]{12})?:.{3,}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "key, arn:aws:sqs:us-east-1:111122223333:q",
        "key, arn:aws:kms:us-east-1:111122223333:alias/a",
        "bucket, arn:aws:s3:us-east-1:111122223333:accesspoint/a",
        "function, arn:aws:lambda:us-east-1:111122223333:layer:l:1",
        "layer, arn:aws:lambda:us-east-1:111122223333:function:f",
        "queue, arn:aws:sns:us-east-1:111122223333:t",
        "mrap, arn:aws:s3:us-east-1:111122223333:accesspoint/a"
    })
    void aResourceOfAnotherTypeIsNotAskedFor(String type, String other) {
        assertThat(compare(type, allow(other), "")).isEqualTo(new Answer.No());
    }

    @ParameterizedTest
    @CsvSource({
        "key, arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
        "bucket, arn:aws:s3:::my.bucket_1",
        "bucket, 'arn:aws:s3:::bucket/a b:c/*?$é'",
        "bucket, arn:aws:s3:::bucket/",
        "access-point, arn:aws:s3:ap-southeast-2:111122223333:accesspoint/a/object/b/c",
        "mrap, arn:aws:s3::111122223333:accesspoint/m.mrap/object/b",
        "function, arn:aws:lambda:us-gov-west-1:111122223333:function:f_1",
        "function, arn:aws:lambda:us-east-1:111122223333:function:f:7",
        "function, arn:aws:lambda:us-east-1:111122223333:function:f:$LATEST",
        "function, arn:aws:lambda:us-east-1:111122223333:function:f:$LATEST.PUBLISHED",
        "layer, arn:aws:lambda:us-east-1:111122223333:layer:a_b-c:12",
        "queue, arn:aws:sqs:eusc-de-east-1:111122223333:q.fifo",
        "topic, arn:aws:sns:us-east-1:111122223333:t.fifo",
        "secret, arn:aws:secretsmanager:us-east-1:111122223333:secret:a/b+c=d@e!f-AbCdEf"
    })
    void whateverAPolicyOfTheTypeMayBeOfIsAskedFor(String type, String resource) {
        // The key of an object is never empty.
        assertThat(all(type).has(resource)).isEqualTo(!resource.endsWith("/"));
    }

    @ParameterizedTest
    @EnumSource(ResourceType.class)
    void examplesAreResourcesOfTheType(ResourceType type) {
        for (String partition : List.of("aws", "aws-cn", "aws-iso-b", "aws-new")) {
            Universe all = type.resources().in(partition);
            assertThat(type.resources().examples(partition, "s3")).isNotEmpty().allMatch(all::has);
        }
    }
}
