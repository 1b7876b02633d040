package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.theory.Field;
import io.portcullis.reasoning.theory.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of a policy variable, read off the text in which it is found. */
class VariablesTest {

    private static final Map<String, String> CALLERS = Map.of(
            "root",
            "arn:aws:iam::222222222222:root|",
            "user",
            "arn:aws:iam::222222222222:user/u|AIDA1",
            "user of a path",
            "arn:aws:iam::222222222222:user/p/q/u|AIDA1",
            "session",
            "arn:aws:iam::222222222222:role/p/r|AROA1:s",
            "federated user",
            "arn:aws:sts::222222222222:federated-user/f|",
            "service",
            Principals.SERVICE + "sns.amazonaws.com",
            "nobody",
            Principals.ANONYMOUS,
            "vouched for",
            Principals.FEDERATED + "accounts.google.com",
            "session of a provider",
            Principals.SESSION + "accounts.google.com",
            "canonical",
            Principals.CANONICAL + "79a59df900b949e5");

    private static Pattern.Variable variable(String key) {
        return Variables.of(key, 0);
    }

    private static Glob joined(Field field, Predicate<Field.Part> some) {
        return Glob.joined(
                field.parts().stream().filter(some).map(Field.Part::glob).toList());
    }

    /** The ways in which the value is found in the text. */
    private static Stream<Field> ways(Pattern.Variable variable, String text, String value) {
        return variable.fields().stream()
                .filter(field -> joined(field, Field.Part::inText).matches(text)
                        && joined(field, Field.Part::inValue).matches(value));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:principalarn, root, arn:aws:iam::222222222222:root",
        "aws:principalarn, user of a path, arn:aws:iam::222222222222:user/p/q/u",
        "aws:principalarn, session, arn:aws:iam::222222222222:role/p/r",
        "aws:principalarn, federated user, arn:aws:sts::222222222222:federated-user/f",
        "aws:principalaccount, root, 222222222222",
        "aws:principalaccount, session, 222222222222",
        "aws:principalaccount, federated user, 222222222222",
        "aws:principalaccount, nobody, anonymous",
        "kms:calleraccount, user, 222222222222",
        "kms:calleraccount, federated user, 222222222222",
        "aws:userid, root, 222222222222",
        "aws:userid, user, AIDA1",
        "aws:userid, session, AROA1:s",
        "aws:userid, federated user, 222222222222:f",
        "aws:userid, nobody, anonymous",
        "aws:username, user, u",
        "aws:username, user of a path, u",
        "aws:principaltype, root, Account",
        "aws:principaltype, user, User",
        "aws:principaltype, session, AssumedRole",
        "aws:principaltype, federated user, FederatedUser",
        "aws:principaltype, nobody, Anonymous",
        "aws:principalisawsservice, user, false",
        "aws:principalisawsservice, canonical, false",
        "aws:principalisawsservice, service, true",
        "aws:principalservicename, service, sns.amazonaws.com",
    })
    void aCallersValueIsReadOffItsTextInOneWay(String key, String caller, String value) {
        Pattern.Variable variable = variable(key);
        String text = CALLERS.getOrDefault(caller, "");
        assertThat(variable.of().apply(text)).contains(value);
        assertThat(ways(variable, text, value)).hasSize(1);
        assertThat(ways(variable, text, "other|")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws:principalarn, nobody",
        "aws:principalarn, service",
        "aws:principalaccount, service",
        "kms:calleraccount, nobody",
        "kms:calleraccount, service",
        "aws:userid, service",
        "aws:username, root",
        "aws:username, session",
        "aws:username, federated user",
        "aws:username, nobody",
        "aws:username, service",
        "aws:principaltype, service",
        "aws:principalisawsservice, nobody",
        "aws:principalservicename, user",
        "aws:principalservicename, nobody",
    })
    void whoHasNoSuchKeyHasNoValue(String key, String caller) {
        assertThat(variable(key).of().apply(CALLERS.getOrDefault(caller, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:principalarn",
                "aws:principalaccount",
                "kms:calleraccount",
                "aws:userid",
                "aws:username",
                "aws:principaltype",
                "aws:principalisawsservice",
                "aws:principalservicename"
            })
    void whoHasNoArnHasNoneOfTheCallersKeysButAnAccountThatItIsNoService(String key) {
        assertThat(variable(key).of().apply(CALLERS.getOrDefault("vouched for", "")))
                .isEmpty();
        assertThat(variable(key).of().apply(CALLERS.getOrDefault("canonical", "")))
                .isEqualTo(Optional.of("false").filter(_ -> key.equals("aws:principalisawsservice")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:principalorgid", "aws:sourceorgid", "aws:vpceorgid", "aws:resourceorgid"})
    void anOrganizationIsWhatItsPathsBeginWith(String key) {
        Pattern.Variable variable = variable(key);
        assertThat(variable.of().apply("o-a/r-b/ou-b-c/")).contains("o-a");
        assertThat(ways(variable, "o-a/r-b/ou-b-c/", "o-a")).hasSize(1);
        assertThat(ways(variable, "o-a/r-b/ou-b-c/", "o-a/r-b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:principaltag/a", "aws:sourceaccount", "s3:prefix"})
    void otherKeysAreTheirWholeText(String key) {
        assertThat(variable(key)).isEqualTo(new Pattern.Variable(0, List.of(Field.WHOLE), Optional::of));
        assertThat(variable(key).of().apply("a/b|c")).contains("a/b|c");
    }
}
