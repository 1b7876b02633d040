package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The base values for which a key's value is in a set. */
class BindingTest {

    private static final String ROOT = "arn:aws:iam::222222222222:root|";
    private static final String USER = "arn:aws:iam::222222222222:user/p/u|AIDA1";
    private static final String SERVICE = Principals.SERVICE + "sns.amazonaws.com";

    private static final List<String> CALLERS = List.of(ROOT, USER, SERVICE, Principals.ANONYMOUS);

    private static List<String> callers(String key, Texts values) {
        Texts base = Binding.of(key).base(values);
        return CALLERS.stream().filter(base::has).toList();
    }

    private static Texts like(String key, String value) {
        return Texts.of(Glob.literal(value).many(Binding.of(key).any()));
    }

    @ParameterizedTest
    @CsvSource({
        "f*, public",
        "fals?, public",
        "false*, public",
        "f*e, public",
        "*, public",
        "false, public",
        "t*, clean",
        "true, clean",
    })
    void aPatternOfWhetherAServiceCallsMatchesTrueAndFalseAndNoCallersText(String value, String expected) {
        assertThat(Questions.verdict(
                        Questions.ofAccount().allow("{'StringLike':{'aws:PrincipalIsAWSService':'" + value + "'}}")))
                .isEqualTo(expected);
    }

    @Test
    void aBeginningIsOfTheKeysValueAndNotOfTheBaseValue() {
        assertThat(callers("aws:principalisawsservice", new Texts.Starting("t")))
                .containsExactly(SERVICE);
        assertThat(callers("aws:principalisawsservice", new Texts.Starting("f")))
                .containsExactly(ROOT, USER);
        assertThat(callers("aws:userid", new Texts.Starting("AIDA"))).containsExactly(USER);
        assertThat(callers("aws:principalservicename", new Texts.Starting("sns")))
                .containsExactly(SERVICE);
        assertThat(callers("aws:username", new Texts.Starting("arn:"))).isEmpty();
        Texts.Starting plain = new Texts.Starting("vpc-");
        assertThat(Binding.of("aws:sourcevpc").base(plain)).isEqualTo(plain);
    }

    @Test
    void callersAreFoundByValuesAndByPatternsOfTheirKeys() {
        assertThat(callers("aws:principalaccount", new Texts.One("222222222222")))
                .containsExactly(ROOT, USER);
        assertThat(callers("aws:principalaccount", like("aws:principalaccount", "2")))
                .containsExactly(ROOT, USER);
        assertThat(callers("aws:principalaccount", new Texts.One("anonymous"))).containsExactly(Principals.ANONYMOUS);
        assertThat(callers("kms:calleraccount", new Texts.One("anonymous"))).isEmpty();
        assertThat(callers("aws:username", new Texts.One("u"))).containsExactly(USER);
        assertThat(callers("aws:username", like("aws:username", "u"))).containsExactly(USER);
        assertThat(callers("aws:principalservicename", new Texts.One("sns.amazonaws.com")))
                .containsExactly(SERVICE);
        assertThat(callers("aws:principalservicename", like("aws:principalservicename", "sns")))
                .containsExactly(SERVICE);
        assertThat(callers("aws:principalisawsservice", new Texts.One("true"))).containsExactly(SERVICE);
        assertThat(callers(
                        "aws:principalarn",
                        new Texts.Any(List.of(new Texts.One("arn:aws:iam::222222222222:root"), new Texts.One("x")))))
                .containsExactly(ROOT);
    }

    @Test
    void aValueWithASeparatorInItIsNobodys() {
        assertThat(Binding.of("aws:username").base(new Texts.One("p/u"))).isEqualTo(Texts.NONE);
        assertThat(Binding.of("aws:principalaccount").base(new Texts.One("222222222222:user/p/u")))
                .isEqualTo(Texts.NONE);
        assertThat(Binding.of("aws:sourceaccount").base(new Texts.One("1:1"))).isEqualTo(Texts.NONE);
        assertThat(Binding.of("aws:principalorgid").base(new Texts.One("o-a/r-a")))
                .isEqualTo(Texts.NONE);
        assertThat(callers("aws:username", Language.of(Glob.literal("p/").many(CharSet.ANY))))
                .isEmpty();
        assertThat(callers("aws:username", Language.of(Glob.literal("p/u"), Glob.literal("u"))))
                .containsExactly(USER);
        Texts.One whole = new Texts.One("a/b|c:d");
        assertThat(Binding.of("aws:principaltag/x").base(whole)).isEqualTo(whole);
    }

    @Test
    void anOrganizationsIdIsWhatItsPathsBeginWith() {
        assertThat(Binding.of("aws:principalorgid").base(new Texts.One("o-a"))).isEqualTo(new Texts.Starting("o-a/"));
        Texts any = Binding.of("aws:sourceorgid").base(new Texts.Starting("o-a"));
        assertThat(any.has("o-ab/r-a/")).isTrue();
        assertThat(any.has("o-b/r-a/")).isFalse();
    }
}
