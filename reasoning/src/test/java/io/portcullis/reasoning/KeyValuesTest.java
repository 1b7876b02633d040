package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that AWS takes for a key, and those that it refuses whoever asks. */
class KeyValuesTest {

    private static final String NOTHING = "{'Effect':'Deny','Principal':'*','Action':'*'}";

    /** Source: STS API reference, AssumeRole, patterns of its parameters. */
    @ParameterizedTest
    @CsvSource({
        "sts:RoleSessionName, ab, true",
        "sts:RoleSessionName, a.b_c=d@e-f+g, true",
        "sts:RoleSessionName, a, true",
        "sts:RoleSessionName, a b, false",
        "sts:RoleSessionName, a:b, false",
        "sts:SourceIdentity, ab, true",
        "sts:SourceIdentity, a/b, false",
        "aws:SourceIdentity, Alice, true",
        "aws:SourceIdentity, Älice, false",
        "sts:ExternalId, a:/b, true",
        "sts:ExternalId, a, true",
        "sts:ExternalId, a b, false"
    })
    void whatNoCallOfStsTakesLetsNobodyIn(String key, String value, boolean possible) {
        Answer answer = TRUST.compare(when("{'StringEquals':{'%s':'%s'}}".formatted(key, value)), NOTHING);
        assertThat(answer instanceof Answer.Yes).isEqualTo(possible);
        assertThat(answer instanceof Answer.No).isEqualTo(!possible);
    }

    @Test
    void aSessionsNameInAnotherCaseIsOneThatStsTakes() {
        Answer.Yes answer = yes(TRUST.compare(
                when("{'StringEqualsIgnoreCase':{'sts:RoleSessionName':'${aws:username}'}}"),
                when("{'StringEquals':{'sts:RoleSessionName':'${aws:username}'}}")));
        String user = answer.request().values("aws:username").getFirst();
        String session = answer.request().values("sts:RoleSessionName").getFirst();
        assertThat(session).isEqualToIgnoringCase(user).isNotEqualTo(user).matches("[A-Za-z0-9+=,.@_-]+");
    }

    @Test
    void anyNameIsOneOfThem() {
        String any = when("{'StringLike':{'sts:RoleSessionName':'*'}}");
        String two = when("{'StringLike':{'sts:RoleSessionName':'?*'}}");
        no(TRUST.compare(any, two));
        assertThat(yes(TRUST.compare(any, NOTHING)).request().values("sts:RoleSessionName"))
                .containsExactly("example");
    }

    private static String when(String condition) {
        return "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'sts:AssumeRole','Condition':%s}"
                .formatted(condition);
    }

    @Test
    void aRegionIsOneThatThereIs() {
        String other =
                "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'%s'}}}";
        String nothing = "{'Effect':'Deny','Action':'*','Resource':'*'}";
        assertThat(yes(IDENTITY.compare(other.formatted("eu-west-1"), nothing))
                        .request()
                        .values("aws:RequestedRegion"))
                .containsExactly("us-east-1");
        assertThat(yes(IDENTITY.compare(other.formatted("us-east-1"), nothing))
                        .request()
                        .values("aws:RequestedRegion"))
                .containsExactly("eu-west-1");
        no(IDENTITY.compare(other.replace("NotEquals", "Equals").formatted("Europe (Ireland)"), nothing));
    }
}
