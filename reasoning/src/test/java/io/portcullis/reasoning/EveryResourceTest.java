package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.allow;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which resources a request may ask for. */
class EveryResourceTest {

    private static final String NOTHING = "{'Effect':'Deny','Action':'*','Resource':'*'}";

    private static Optional<List<String>> samples(PolicyKind kind, Texts... tests) {
        return new EveryResource(kind).in("aws").samples(List.of(tests));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::bucket/key:x",
                "arn:aws:lambda:us-east-1:111111111111:function:f",
                "arn:aws:sqs:us-east-1:111111111111:q",
                "arn:aws:cloudformation:us-east-1:111111111111:stackset/s:x",
                "arn:aws:cloudformation:us-east-1:111111111111:stackset-target/s:x/222222222222"
            })
    void theseAreThere(String resource) {
        assertThat(yes(IDENTITY.compare(allow("*", resource), NOTHING))
                        .request()
                        .resource())
                .isEqualTo(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:S3:::bucket",
                "arn:aws:s3:us_east:1:bucket",
                "arn:aws:s3::bucket",
                "arn:aws:s3:::",
                "bucket",
                "",
                // Of these services no name has a colon.
                "arn:aws:sqs:us-east-1:111111111111:q:x",
                "arn:aws:kms:us-east-1:111111111111:key/1:x",
                "arn:aws:cloudformation:us-east-1:111111111111:stack/s:stack/t"
            })
    void theseAreNot(String resource) {
        no(IDENTITY.compare(allow("*", resource), NOTHING));
    }

    @Test
    void theStarOfActionsWithoutAResourceIsAskedForUnderIdentityPoliciesAlone() {
        String other = "'Effect':'Allow','Action':'*','NotResource':'arn:*'";
        assertThat(yes(IDENTITY.compare("{" + other + "}", NOTHING)).request().resource())
                .isEqualTo("*");
        no(RESOURCE.compare("{'Principal':'*'," + other + "}", "{'Principal':'*'," + NOTHING.substring(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', arn:aws:a:::a",
        "arn:aws:s3, arn:aws:s3a:::a",
        "arn:aws:s3:, arn:aws:s3:a::a",
        "arn:aws:s3::, arn:aws:s3::a:a",
        "arn:aws:s3:::, arn:aws:s3:::a",
        "arn:aws:s3:::b, arn:aws:s3:::ba"
    })
    void aBeginningIsCompletedToAnArnOfSixFields(String beginning, String sample) {
        assertThat(samples(PolicyKind.RESOURCE, new Texts.Starting(beginning)).orElseThrow())
                .contains(sample);
    }

    @Test
    void noArnBeginsLikeOnesOfAnotherPartitionOrOtherwise() {
        assertThat(samples(PolicyKind.RESOURCE, new Texts.Starting("arn:aws-cn:"), new Texts.Starting("x")))
                .contains(List.of("arn:aws:a:::a"));
    }

    @Test
    void theStarBeginsLikeItselfAlone() {
        assertThat(samples(PolicyKind.IDENTITY, new Texts.Starting("*"))).contains(List.of("arn:aws:a:::a", "*"));
    }

    @Test
    void aTrustPolicyIsOfARole() {
        Universe roles = new EveryResource(PolicyKind.TRUST).in("aws");
        assertThat(roles.has("arn:aws:iam::111111111111:role/r")).isTrue();
        assertThat(roles.has("arn:aws:iam::111111111111:user/u")).isFalse();
        assertThat(roles.has("*")).isFalse();
    }
}
