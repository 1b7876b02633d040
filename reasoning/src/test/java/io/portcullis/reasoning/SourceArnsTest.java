package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceArnsTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String verdict(Access access) {
        assertThat(access.doubts()).isEmpty();
        return access.cells().isEmpty()
                ? "clean"
                : access.cells().stream().anyMatch(Access.Cell::isPublic) ? "public" : "external";
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:*:111111111111:*, clean",
        "arn:aws:sns:*:222222222222:*, external",
        "arn:aws:sns:*:222222222222:t, external",
        "arn:aws:sns:us-?ast-1:222222222222:t, external",
        "arn:aws:events:*:111111111111:rule/*, clean",
        "arn:aws:events:*:222222222222:rule/*, external",
        "arn:aws:cloudtrail:*:111111111111:trail/*, clean",
        "arn:aws:cloudtrail:us-?ast-1:222222222222:trail/*, external",
        // a topic of anybody's may be called so
        "arn:aws:sns:*111111111111*, public",
        "arn:aws:sns:*:111111111111*, public",
        // these ARNs may have more colons
        "arn:aws:lambda:*:111111111111:*, public",
        "arn:aws:cloudwatch:*:111111111111:alarm:*, public",
        "arn:aws:cloudformation:us-east-1:222222222222:stackset/x:*, external",
        // and so may those of the services that the first wildcard takes in
        "arn:aws*:sns:*:111111111111:*, public",
        "arn:aws:s*:*:111111111111:*, public",
    })
    void aWildcardRunsOverColonsWhereTheServicesArnsMayHaveMore(String pattern, String expected) {
        String condition = "{'StringLike':{'aws:SourceArn':'%s'}}".formatted(pattern);
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"111111111111, clean", "222222222222, external"})
    void aDenyOfAllOthersLeavesThese(String account, String expected) {
        String allow = Questions.statement("Allow", "{'Null':{'aws:SourceArn':'false'}}");
        String deny = Questions.statement(
                "Deny", "{'StringNotLike':{'aws:SourceArn':'arn:aws:sns:*:%s:*'}}".formatted(account));
        assertThat(verdict(ACCOUNT.ask(Questions.policy(allow + "," + deny)))).isEqualTo(expected);
    }

    @Test
    void proofsAreForTheSakeOfSomethingThatThereMayBe() {
        Access access = ACCOUNT.allow("{'StringLike':{'aws:SourceArn':'arn:aws:sns:*:*:*'}}");
        assertThat(access.cells())
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.witness()
                                .values("aws:SourceArn")
                                .getFirst()
                                .split(":", -1))
                        .hasSize(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sns", "sqs", "events", "cloudtrail", "kms"})
    void comparisonsReadThemAlike(String service) {
        String pattern = "arn:aws:%s:*:111111111111:*".formatted(service);
        String like = resource("'*'", "{'StringLike':{'aws:SourceArn':'%s'}}".formatted(pattern));
        String arnLike = resource("'*'", "{'ArnLike':{'aws:SourceArn':'%s'}}".formatted(pattern));
        no(RESOURCE.compare(like, arnLike));
        no(RESOURCE.compare(arnLike, like));
        yes(RESOURCE.compare(like.replace(service, "lambda"), arnLike.replace(service, "lambda")));
    }
}
