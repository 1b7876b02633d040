package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nobody has a name that IAM does not take. Source: IAM API reference, CreateUser and CreateRole: names are of letters,
 * digits and {@code +=,.@_-}, paths of printable ASCII between slashes.
 */
class ImpossibleNamesTest {

    private static final String OTHER = "arn:aws:iam::222222222222:";

    private static String allow(String condition) {
        return Questions.verdict(Questions.ofAccount().allow(condition));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | role/*         | clean",
                "StringEquals | user/a?        | clean",
                "StringEquals | role/path/     | clean",
                "StringEquals | role/path/a*   | clean",
                "StringEquals | role/a:b       | clean",
                "StringEquals | role/p*th/name | external",
                "StringEquals | role/a:b/name  | external",
                "StringEquals | user/+=,.@_-   | external",
                "StringEquals | root           | external",
                "StringLike   | role/*         | external",
                "ArnEquals    | role/*         | external",
                "ArnEquals    | role/${*}      | clean",
                "StringLike   | role/${?}      | clean",
                "StringNotEquals | role/*      | public"
            })
    void nobodyHasANameThatIamDoesNotTake(String operator, String entity, String verdict) {
        assertThat(allow("{'" + operator + "':{'aws:PrincipalArn':'" + OTHER + entity + "'}}"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"f, external", "f*, clean", "a/f, clean"})
    void namesOfFederatedUsersAreOfTheSameLetters(String name, String verdict) {
        assertThat(allow("{'StringEquals':{'aws:PrincipalArn':'arn:aws:sts::222222222222:federated-user/" + name
                        + "'}}"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"StringEquals, *, clean", "StringEquals, a b, clean", "StringEquals, a, public", "StringLike, *, public"
    })
    void nobodyIsCalledByAUserNameThatIamDoesNotTake(String operator, String name, String verdict) {
        assertThat(allow("{'" + operator + "':{'aws:username':'" + name + "'}}"))
                .isEqualTo(verdict);
    }

    @Test
    void aPossibleNameBesideItStillGetsIn() {
        Access access = Questions.ofAccount()
                .allow("{'StringEquals':{'aws:PrincipalArn':['" + OTHER + "role/*','" + OTHER + "role/x']}}");
        assertThat(access.cells())
                .singleElement()
                .satisfies(cell ->
                        assertThat(cell.witness().values("aws:PrincipalArn")).isEqualTo(List.of(OTHER + "role/x")));
    }

    @Test
    void aDenyOfWhomThereIsNotSparesAllAndOneOfAllOthersNobody() {
        String open = Questions.statement("Allow", "{}");
        String name = ":{'aws:PrincipalArn':'" + OTHER + "role/*'}}";
        assertThat(Questions.verdict(Questions.ofAccount()
                        .ask(Questions.policy(open + "," + Questions.statement("Deny", "{'StringEquals'" + name)))))
                .isEqualTo("public");
        assertThat(Questions.verdict(Questions.ofAccount()
                        .ask(Questions.policy(open + "," + Questions.statement("Deny", "{'StringNotEquals'" + name)))))
                .isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource({"role/*, false", "role/a*b/, false", "role/a, true", "role/a*b/c, true"})
    void whomThereCannotBeGetsNoNewAccess(String entity, boolean isNew) {
        Answer answer = Policies.IDENTITY.compare(
                Policies.when("{'StringEquals':{'aws:PrincipalArn':'" + OTHER + entity + "'}}"),
                Policies.allow("iam:GetUser", "*"));
        assertThat(answer instanceof Answer.Yes).isEqualTo(isNew);
        assertThat(answer instanceof Answer.No).isEqualTo(!isNew);
    }
}
