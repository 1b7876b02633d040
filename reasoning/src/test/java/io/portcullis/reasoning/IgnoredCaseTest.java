package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code StringEqualsIgnoreCase} compares letter by letter, without the rules of any language. */
class IgnoredCaseTest {

    private static final String NOTHING = "{'Effect':'Deny','Action':'*','Resource':'*'}";

    @ParameterizedTest
    @CsvSource({"title, TITLE", "ärger, ÄRGER", "straße, STRAßE", "ὀδόν, ὈΔΌΝ"})
    void anotherCaseOfTheSameLettersIsNothingNew(String reference, String policy) {
        assertThat(IDENTITY.compare(equalling(policy), equalling(reference))).isEqualTo(new Answer.No());
    }

    /** They are where a letter is made upper case and lower case again, as Java does, and not by Unicode's folding. */
    @ParameterizedTest
    @CsvSource({"title, tıtle", "TİTLE, title", "k, \u212a", "straſe, STRASE", "straße, STRAẞE", "ὀδός, ὈΔΌΣ", "µ, μ"})
    void whetherLettersAreTheSameThatBecomeSoInAnotherCaseIsADoubt(String reference, String policy) {
        assertThat(IDENTITY.compare(equalling(policy), equalling(reference))).isInstanceOf(Answer.Undecided.class);
        assertThat(IDENTITY.compare(equalling(policy), equalling(policy))).isEqualTo(new Answer.No());
        String tag = "{'%s':{'aws:PrincipalTag/t':'%s'}}";
        String allowed = Questions.statement("Allow", tag.formatted("StringEquals", policy));
        String denied = Questions.statement("Deny", tag.formatted("StringEqualsIgnoreCase", reference));
        assertThat(Questions.verdict(Questions.ofAccount().ask(Questions.policy(allowed + "," + denied))))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource({"straße, STRASSE", "fi, ﬁ", "a, á", "i, j"})
    void otherLettersAreOtherValues(String reference, String policy) {
        assertThat(IDENTITY.compare(equalling(policy), equalling(reference))).isInstanceOf(Answer.Yes.class);
    }

    @ParameterizedTest
    @CsvSource({"k, K, true", "ä, Ä, true", "i, l, false"})
    void valuesOfVariablesCompareInAnyCaseToo(String value, String variable, boolean equal) {
        assertThat(IDENTITY.compare(alike(value, variable), NOTHING))
                .isInstanceOf(equal ? Answer.Yes.class : Answer.No.class);
    }

    @ParameterizedTest
    @CsvSource({"k, \u212a", "\u212a, K", "ı, İ", "ſ, S", "ß, ẞ"})
    void valuesOfVariablesWithSuchLettersAreADoubtToo(String value, String variable) {
        assertThat(IDENTITY.compare(alike(value, variable), NOTHING)).isInstanceOf(Answer.Undecided.class);
    }

    private static String alike(String value, String variable) {
        return """
                {'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':{
                  'StringEqualsIgnoreCase':{'aws:PrincipalTag/a':'${aws:PrincipalTag/b}'},
                  'StringEquals':{'aws:PrincipalTag/a':'%s','aws:PrincipalTag/b':'%s'}}}""".formatted(value, variable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'aws:UserAgent':'ſ'}} | {'StringEqualsIgnoreCase':{'aws:UserAgent':['s','${aws:Referer}']}}",
                "{'StringEquals':{'aws:UserAgent':'s','aws:Referer':'ſ'}} | {'StringEqualsIgnoreCase':{'aws:UserAgent':'${aws:Referer}'}}",
                "{'ForAllValues:StringEquals':{'aws:TagKeys':'ſ'},'Null':{'aws:TagKeys':'false'},"
                        + "'StringNotEqualsIgnoreCase':{'aws:TagKeys':'s'}} | {'StringEquals':{'aws:UserAgent':[]}}"
            })
    void withVariablesAndListsTheyAreADoubtTooAndNotClean(String allowed, String denied) {
        String policy =
                Questions.policy(Questions.statement("Allow", allowed) + "," + Questions.statement("Deny", denied));
        assertThat(Questions.verdict(Questions.ofAccount().ask(policy))).isNotEqualTo("clean");
    }

    /** Source: IAM user guide, "Action": prefix and name are case-insensitive. */
    @ParameterizedTest
    @ValueSource(strings = {"kms:Decrypt", "KMS:decrypt", "kms:Decr*", "kms:decr?pt"})
    void actionsCompareInAnyCaseAsTheEvaluatorComparesThem(String pattern) {
        Access access = Questions.ofAccount().ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"%s","Resource":"*"}""".formatted(pattern)));
        assertThat(Questions.verdict(access)).isEqualTo("public");
        assertThat(access.cells().getFirst().actions()).contains("kms:Decrypt");
    }

    @ParameterizedTest
    @CsvSource({"Σ, ς", "σ, ς", "µ, μ", "ϐ, β"})
    void keysOfSuchLettersAreTwo(String one, String other) {
        String tag = "{'StringEquals':{'aws:PrincipalTag/%s':'1'}}";
        String allowed = Questions.statement("Allow", tag.formatted(one));
        String denied = Questions.statement("Deny", tag.formatted(other));
        assertThat(Questions.verdict(Questions.ofAccount().ask(Questions.policy(allowed + "," + denied))))
                .isEqualTo("public");
        String both = Questions.statement(
                "Allow",
                "{'StringEquals':{'aws:PrincipalTag/%s':'1','aws:PrincipalTag/%s':'2'}}".formatted(one, other));
        assertThat(Questions.verdict(Questions.ofAccount().ask(Questions.policy(both))))
                .isEqualTo("public");
    }

    private static String equalling(String value) {
        return """
                {'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':{
                  'StringEqualsIgnoreCase':{'aws:PrincipalTag/t':'%s'}}}""".formatted(value);
    }
}
