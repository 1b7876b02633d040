package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a service lets callers ask for, whatever a policy says. */
class BoundsTest {

    private static Access ask(String condition, Bound... bounds) {
        Question plain = Questions.ofAccount().question(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"%s}""".formatted(condition)));
        return OutsideAccess.of(new Question(
                plain.rules(),
                plain.actions(),
                plain.resources(),
                plain.exampleResource(),
                plain.zone(),
                plain.facts(),
                true,
                plain.now(),
                plain.shown(),
                List.of(bounds)));
    }

    private static List<String> actions(Access access) {
        return access.cells().stream()
                .flatMap(cell -> cell.actions().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void boundCallersAskForTheirActionsAlone() {
        Bound unsigned = new Bound.OfCaller(Caller.UNSIGNED, Set.of("kms:Encrypt"));
        String nobody = ",\"Condition\":{\"Null\":{\"aws:PrincipalArn\":\"true\"}}";
        assertThat(actions(ask(nobody))).hasSize(3);
        assertThat(actions(ask(nobody, unsigned))).containsExactly("kms:Encrypt");
        assertThat(actions(ask("", unsigned))).hasSize(3);
    }

    @Test
    void boundResourcesTakeTheirActionsAlone() {
        Bound keys = new Bound.OfResource(new Texts.One(Questions.KEY), Set.of("kms:Decrypt"));
        assertThat(actions(ask("", keys))).containsExactly("kms:Decrypt");
    }

    @Test
    void requestsWithABoundKeyAskForItsActionsAlone() {
        Bound ofKey = new Bound.OfKey("KMS:MessageType", Set.of("kms:Encrypt"));
        String there = ",\"Condition\":{\"%s\":{\"kms:MessageType\":\"RAW\"}}";
        assertThat(actions(ask(there.formatted("StringEquals")))).hasSize(3);
        assertThat(actions(ask(there.formatted("StringEquals"), ofKey))).containsExactly("kms:Encrypt");
        assertThat(actions(ask(there.formatted("StringNotEquals"), ofKey))).hasSize(3);
        assertThat(actions(ask("", ofKey))).hasSize(3);
    }

    @Test
    void boundsNobodyMeetsLeaveNothing() {
        Access access = ask(
                "",
                new Bound.OfCaller(Caller.IDENTITY, Set.of()),
                new Bound.OfCaller(Caller.UNSIGNED, Set.of("kms:Sign")));
        assertThat(access.cells()).isEmpty();
        assertThat(access.more()).isFalse();
    }

    @Test
    void whoeverIsNobodyHasNoOrganizationAndNoTags() {
        String both = ",\"Condition\":{\"Null\":{\"aws:PrincipalArn\":\"true\",\"%s\":\"false\"}}";
        assertThat(ask(both.formatted("aws:PrincipalOrgID")).cells()).isEmpty();
        assertThat(ask(both.formatted("aws:PrincipalTag/x")).cells()).isEmpty();
        assertThat(ask(both.formatted("aws:PrincipalIsAWSService")).cells()).isEmpty();
        assertThat(ask(both.formatted("aws:SourceIp")).cells()).isNotEmpty();
    }

    /** Source: IAM user guide, aws:PrincipalTag, Availability: users and roles have tags, and sessions may. */
    @Test
    void rootUsersHaveNoTags() {
        String of = ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalType\":\"%s\",\"%s\":\"red\"}}";
        assertThat(ask(of.formatted("Account", "aws:PrincipalTag/team")).cells())
                .isEmpty();
        assertThat(ask(of.formatted("Account", "aws:RequestTag/team")).cells()).isNotEmpty();
        for (String type : List.of("User", "AssumedRole", "FederatedUser")) {
            assertThat(ask(of.formatted(type, "aws:PrincipalTag/team")).cells()).isNotEmpty();
        }
        String named = ",\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:%s\"},"
                + "\"StringEquals\":{\"aws:RequestTag/team\":\"${aws:PrincipalTag/team}\"}}";
        assertThat(ask(named.formatted("root")).cells()).isEmpty();
        assertThat(ask(named.formatted("user/root")).cells()).isNotEmpty();
    }

    @Test
    void proofsWithTagsAreOfUsersAndRoles() {
        String tagged = ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}}";
        assertThat(ask(tagged).cells())
                .isNotEmpty()
                .allSatisfy(cell ->
                        assertThat(cell.witness().values("aws:PrincipalType")).doesNotContain("Account"));
    }

    @Test
    void everyAwsIdentityIsKnownNotToBeAService() {
        String there =
                ",\"Condition\":{\"Null\":{\"aws:PrincipalArn\":\"false\",\"aws:PrincipalIsAWSService\":\"true\"}}";
        assertThat(ask(there).cells()).isEmpty();
    }
}
