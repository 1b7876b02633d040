package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Template.AnyCharacter;
import io.portcullis.policy.Template.AnyText;
import io.portcullis.policy.Template.Literal;
import io.portcullis.policy.Template.Part;
import io.portcullis.policy.Template.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @Test
    void takesPatternsApart() {
        assertThat(full("a*b?${aws:username}c"))
                .containsExactly(
                        new Literal("a"),
                        new AnyText(),
                        new Literal("b"),
                        new AnyCharacter(),
                        new Variable("aws:username", Optional.empty()),
                        new Literal("c"));
    }

    @Test
    void readsEscapesAsLiteralCharacters() {
        assertThat(full("a${*}${?}${$}b")).containsExactly(new Literal("a*?$b"));
        assertThat(full("${$}{aws:x}")).containsExactly(new Literal("${aws:x}"));
    }

    @Test
    void readsDefaultsOfVariables() {
        assertThat(full("${aws:PrincipalTag/team, 'none at all'}"))
                .containsExactly(new Variable("aws:PrincipalTag/team", Optional.of("none at all")));
        assertThat(full("${a:b,''}")).containsExactly(new Variable("a:b", Optional.of("")));
    }

    @Test
    void keepsWildcardsAsTextWhereGlobsDoNotLive() {
        assertThat(Template.parse("a*?", false, true).literal()).contains("a*?");
    }

    @Test
    void keepsVariablesAsTextInVersion2008() {
        assertThat(Template.parse("${aws:username}${*}", false, false).literal())
                .contains("${aws:username}${*}");
        assertThat(Template.parse("${*}", true, false).parts())
                .containsExactly(new Literal("${"), new AnyText(), new Literal("}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "${", "a${b", "}${", "{}", "$ {a}"})
    void keepsWhatIsNoVariableAsText(String text) {
        assertThat(Template.parse(text, true, true).literal()).contains(text);
    }

    @Test
    void tellsWhetherVariablesOccur() {
        assertThat(Template.parse("x${a:b}", true, true).hasVariables()).isTrue();
        assertThat(Template.parse("x${*}*", true, true).hasVariables()).isFalse();
    }

    private static List<Part> full(String text) {
        return Template.parse(text, true, true).parts();
    }

    @ParameterizedTest
    @CsvSource({
        "*,kms:putkeypolicy,true",
        "kms:put*policy,kms:putkeypolicy,true",
        "kms:p?tkeypolicy,kms:putkeypolicy,true",
        "kms:putkeypolicy?,kms:putkeypolicy,false",
        "kms:put,kms:putkeypolicy,false",
        "*policy*,kms:putkeypolicy,true",
        "*x*,kms:putkeypolicy,false",
        "a**b,ab,true",
        "a?c,ac,false",
        "?,😀,true"
    })
    void starIsAnyTextAndQuestionMarkAnyCharacter(String pattern, String text, boolean matches) {
        assertThat(Template.parse(pattern, true, false).matches(text)).isEqualTo(matches);
    }

    @Test
    void hostilePatternsDoNotBlowUp() {
        assertThat(Template.parse("*a".repeat(10_000) + "b", true, false).matches("a".repeat(2_000)))
                .isFalse();
    }
}
