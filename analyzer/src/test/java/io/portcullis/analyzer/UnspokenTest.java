package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody reaches by a policy what it does not speak of; that it may be another's is said. */
class UnspokenTest {

    private final Policies bucket = new Policies(ResourceType.S3_BUCKET);

    @Test
    void policyOfOtherActionsIsSaidToBeOfSomethingElse() {
        Analysis analysis = bucket.ask(everybody("kms:*", "*", ""));
        assertThat(analysis.verdict()).isEqualTo(Verdict.NONE);
        assertThat(analysis.notes()).anyMatch(note -> note.contains("something else"));
        assertThat(bucket.ask(everybody("s3*:Get*", "*", "")).notes()).noneMatch(note -> note.contains("else"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:us-east-1:444455556666:q, true",
        "arn:aws:sqs:*:444455556666:*, true",
        "arn:aws:sqs:us-east-1:111122223333:q, false",
        "arn:aws:sqs:us-east-1:*:q, false",
        "*, false"
    })
    void policyOfAnotherAccountsResourceIsSaidToBeOne(String named, boolean isAnothers) {
        Analysis analysis = new Policies(ResourceType.SQS_QUEUE).ask(everybody("sqs:*", named, ""));
        assertThat(analysis.notes().stream().anyMatch(note -> note.contains("another queue")))
                .isEqualTo(isAnothers);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b, arn:aws:s3:::c, true",
        "arn:aws:s3:::b/*, arn:aws:s3:::c, true",
        "arn:aws:s3:::bc, arn:aws:s3:::b, true",
        "arn:aws:s3:::b, arn:aws:s3:::b, false",
        "arn:aws:s3:::b/x/*, arn:aws:s3:::b, false",
        "arn:aws:s3:::b*, arn:aws:s3:::bc, false",
        "arn:aws:s3:::${aws:PrincipalTag/b}, arn:aws:s3:::b, false",
        "arn:aws:s3:::?/x, arn:aws:s3:::b, false"
    })
    void policyOfAnotherResourceIsSaidToBeOne(String named, String asked, boolean isAnothers) {
        String policy = "{'Version':'2012-10-17','Statement':" + everybody("s3:*", named, "") + "}";
        Resource resource = new Resource(ResourceType.S3_BUCKET, asked, Policies.ACCOUNT, "*");
        Analysis analysis = new EmbeddedAnalyzer(new ZoneOfTrust.Account(Policies.ACCOUNT), Settings.DEFAULT)
                .analyze(new PolicyState(resource, policy.replace('\'', '"')));
        assertThat(analysis.notes().stream().anyMatch(note -> note.contains("another bucket")))
                .isEqualTo(isAnothers);
    }
}
