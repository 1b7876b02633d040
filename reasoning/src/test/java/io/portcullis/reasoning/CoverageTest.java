package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which statement stands in which other by its words alone, whatever the words mean. */
class CoverageTest {

    private static final String ALL = "'Principal':'*','Action':'*','Resource':'*'";

    private static List<Rule> rules(String elements) {
        return Policies.rules("{'Effect':'Allow'," + elements + "}");
    }

    private static boolean covers(String wider, String narrower) {
        return new Coverage(rules(wider)).covers(rules(narrower).getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Principal':{'AWS':['111111111111','222222222222']},'Action':'a:B','Resource':'r'"
                        + "| 'Principal':{'AWS':'222222222222'},'Action':'a:B','Resource':'r'",
                "'NotPrincipal':{'AWS':'111111111111'},'Action':'a:B','Resource':'r'"
                        + "| 'NotPrincipal':{'AWS':['111111111111','222222222222']},'Action':'a:B','Resource':'r'",
                "'Principal':'*','Action':['a:B','a:C'],'Resource':'r' | 'Principal':'*','Action':'A:b','Resource':'r'",
                "'Principal':'*','NotAction':'a:B','Resource':'r' | 'Principal':'*','NotAction':['a:B','a:C'],'Resource':'r'",
                "'Principal':'*','Action':'*','Resource':'r' | 'Principal':'*','NotAction':'a:C','Resource':'r'",
                "'Principal':'*','Action':'a:B','Resource':['r','s'] | 'Principal':'*','Action':'a:B','Resource':'s'",
                "'Principal':'*','Action':'a:B','NotResource':'r' | 'Principal':'*','Action':'a:B','NotResource':['r','s']",
                "'Principal':'*','Action':'a:B','Resource':'*' | 'Principal':'*','Action':'a:B','NotResource':'s'"
            })
    void aStatementOfFewerWordsStandsInOneOfMoreButNotTheReverse(String wider, String narrower) {
        assertThat(covers(wider, narrower)).isTrue();
        assertThat(covers(wider, wider)).isTrue();
        assertThat(covers(narrower, wider)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | {'StringEquals':{'x:key':'a'}}",
                "{'StringEquals':{'x:key':'a'}} | {'StringEquals':{'x:key':'a','x:other':'b'}}"
            })
    void aStatementOfMoreConditionsStandsInOneOfFewerButNotTheReverse(String fewer, String more) {
        String wider = ALL + ",'Condition':" + fewer;
        String narrower = ALL + ",'Condition':" + more;
        assertThat(covers(wider, narrower)).isTrue();
        assertThat(covers(narrower, wider)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'StringEquals':{'x:key':['a','b']}} | {'StringEquals':{'X:Key':['b','a']}} | true",
                "{'StringEquals':{'x:key':['a','b']}} | {'StringEquals':{'x:key':'a'}} | false",
                "{'StringEquals':{'x:key':'a'}} | {'StringLike':{'x:key':'a'}} | false",
                "{'StringEquals':{'x:key':'a'}} | {'StringEquals':{'x:other':'a'}} | false"
            })
    void conditionsAreTheSameInTheSameWordsAlone(String one, String other, boolean same) {
        assertThat(covers(ALL + ",'Condition':" + one, ALL + ",'Condition':" + other))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Principal':'*','Action':'a:B','Resource':'r' | 'NotPrincipal':'*','Action':'a:B','Resource':'r'",
                "'Principal':'*','Action':'a:B','Resource':'r' | 'Principal':'*','NotAction':'a:B','Resource':'r'",
                "'Principal':'*','Action':'a:B','Resource':'r' | 'Principal':'*','Action':'a:B','NotResource':'r'",
                "'Principal':'*','NotAction':'*','Resource':'r' | 'Principal':'*','NotAction':'a:C','Resource':'r'",
                "'Principal':'*','Action':'a:B','Resource':'r' | 'Principal':'*','Action':'a:B','Resource':'R'"
            })
    void theSameWordsWithAndWithoutNotAreNotTheSame(String one, String other) {
        assertThat(covers(one, other)).isFalse();
    }

    @Test
    void aStatementThatLacksAnElementStandsInOthersAndNoneStandsInIt() {
        for (String lacking : List.of("'Action':'a:B','Resource':'r'", "'Principal':'*','Action':'a:B'")) {
            assertThat(covers(ALL, lacking)).isTrue();
            assertThat(covers(lacking, lacking)).isFalse();
        }
    }

    @Test
    void variablesMakeTheSameWordsOfAnotherVersionOthers() {
        String old = "{'Version':'2008-10-17','Statement':[{'Effect':'Allow'," + ALL + "}]}";
        assertThat(new Coverage(rules(ALL)).covers(Policies.document(old).getFirst()))
                .isFalse();
    }

    /** Whether AWS takes the number 1e3 for the text 1e3 or for 1000 is not known. */
    @Test
    void aNumberWithAnExponentIsNotTheSameWordAsItsText() {
        String number = Policies.when("{'StringEquals':{'aws:PrincipalTag/t':1e3}}");
        String text = Policies.when("{'StringEquals':{'aws:PrincipalTag/t':'1e3'}}");
        Policies.undecided(Policies.IDENTITY.compare(number, text));
        Policies.undecided(Policies.IDENTITY.compare(text, number));
        Policies.no(Policies.IDENTITY.compare(number, number));
        // Nor where statements are joined that differ in their actions alone.
        List<Rule> both = Policies.rules(text, number.replace("s3:GetObject", "s3:PutObject"));
        List<Rule> texts = Policies.rules(text, text.replace("s3:GetObject", "s3:PutObject"));
        Policies.undecided(Policies.IDENTITY.compare(both, texts));
    }

    @Test
    void anyOfSeveralStatementsMayCover() {
        List<Rule> wider = Policies.rules(
                "{'Effect':'Allow','Principal':'*','Action':'a:A','Resource':'r'}",
                "{'Effect':'Allow','Principal':'*','Action':['a:B','a:C'],'Resource':'r'}");
        Coverage coverage = new Coverage(wider);
        assertThat(coverage.covers(
                        rules("'Principal':'*','Action':'a:C','Resource':'r'").getFirst()))
                .isTrue();
        assertThat(coverage.covers(
                        rules("'Principal':'*','Action':'a:D','Resource':'r'").getFirst()))
                .isFalse();
    }
}
