package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One path of every kind that tests of organizations tell apart. */
class OrganizationsTest {

    private static final Organizations.Paths PATHS = new Organizations.Paths();

    private static Optional<List<String>> samples(Texts... tests) {
        return PATHS.samples(List.of(tests));
    }

    @Test
    void besideTheOrganizationsThatAreNamedThereIsAnother() {
        assertThat(samples()).contains(List.of("o-aaaaaaaaaa/r-aaaa/"));
        assertThat(samples(Organizations.paths("o-b"))).contains(List.of("o-aaaaaaaaaa/r-aaaa/", "o-b/r-aaaa/"));
        assertThat(samples(Organizations.paths("o-aaaaaaaaaa"), new Texts.Starting("")))
                .contains(List.of("o-aaaaaaaaaaa/r-aaaa/", "o-aaaaaaaaaa/r-aaaa/"));
        assertThat(samples(new Texts.Any(
                        List.of(Organizations.paths("o-aaaaaaaaaa"), Organizations.paths("o-aaaaaaaaaaa")))))
                .contains(List.of("o-aaaaaaaaaaaa/r-aaaa/", "o-aaaaaaaaaa/r-aaaa/", "o-aaaaaaaaaaa/r-aaaa/"));
    }

    @Test
    void besideThePathsThatAreNamedThereAreOthersInTheirOrganizationAndElsewhere() {
        Texts path = new Texts.One("o-aaaaaaaaaa/r-aaaa/ou-a-b/");
        assertThat(samples(path)).contains(List.of("o-aaaaaaaaaaa/r-aaaa/", "o-aaaaaaaaaa/r-aaaa/ou-a-b/"));
        assertThat(samples(path, Organizations.paths("o-aaaaaaaaaa")))
                .contains(List.of("o-aaaaaaaaaaa/r-aaaa/", "o-aaaaaaaaaa/r-aaaaa/", "o-aaaaaaaaaa/r-aaaa/ou-a-b/"));
    }

    @Test
    void whatIsNoPathAndNoOrganizationIsNobodys() {
        assertThat(samples(new Texts.One("o-b"), Organizations.paths("b"))).contains(List.of("o-aaaaaaaaaa/r-aaaa/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-b", "o-b/r", "o-b/r-b/"})
    void pathsThatBeginOtherwiseThanByAWholeOrganizationAreLeftToTheAutomaton(String beginning) {
        assertThat(samples(new Texts.Starting(beginning))).isEmpty();
        assertThat(samples(new Texts.Any(List.of(Organizations.paths("o-b"), new Texts.Starting(beginning)))))
                .isEmpty();
        assertThat(samples(Language.of(Glob.literal(beginning).many(Principals.FIELD))))
                .isEmpty();
    }

    /** Source: AWS Organizations API reference: ids are {@code o-[a-z0-9]{10,32}}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEqualsIgnoreCase':{'aws:PrincipalOrgID':'O-OWN1234567'}} | clean",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalOrgID':'o-Own1234567'}} | clean",
                "{'ForAnyValue:StringEqualsIgnoreCase':{'aws:PrincipalOrgPaths':'O-OWN1234567/r-ab12/'}} | clean",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalOrgID':'O-OTHER12345'}} | external",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalOrgID':['O-OWN1234567','o-other12345']}} | external",
                "{'StringNotEqualsIgnoreCase':{'aws:PrincipalOrgID':'O-OWN1234567'}} | public",
                "{'StringEquals':{'aws:PrincipalOrgID':'O-OTHER12345'}} | clean",
                "{'StringLike':{'aws:PrincipalOrgID':'o-OTHER*'}} | clean",
                "{'StringLike':{'aws:PrincipalOrgID':'o-other*'}} | public"
            })
    void idsOfOrganizationsAreInLowerCase(String condition, String verdict) {
        assertThat(Questions.verdict(Questions.ofOrganization().allow(condition)))
                .isEqualTo(verdict);
    }
}
