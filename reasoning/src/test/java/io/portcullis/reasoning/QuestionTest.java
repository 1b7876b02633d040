package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static Question question(String effect, String condition) {
        return ACCOUNT.question(Questions.policy(Questions.statement(effect, condition)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kms:decrypt | kms:Decrypt",
                "kms:?ncrypt | kms:Encrypt",
                "KMS:*crypt | kms:Decrypt,kms:Encrypt",
                "* | kms:Decrypt,kms:Encrypt,kms:CreateGrant",
                "kms:Decryp | ''",
                "kms:${x} | ''"
            })
    void aPartOfTheActionsIsToldByPatternsInAnyCase(String pattern, String left) {
        Question some = question("Allow", "{}").onlyActions(List.of(pattern, "s3:*"));
        assertThat(String.join(",", some.actions().names())).isEqualTo(left);
        // What was found once is found again.
        assertThat(some.onlyActions(List.of(pattern)).actions().names())
                .isEqualTo(some.actions().names());
        assertThat(OutsideAccess.of(some).cells()).hasSize(left.isEmpty() ? 0 : 1);
    }

    @Test
    void aQuestionCanBeAboutOneOfItsResourcesAndNoOther() {
        Question question = question("Allow", "{}");
        assertThat(OutsideAccess.of(question.onlyResource(Questions.KEY)).cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.witness().resource()).isEqualTo(Questions.KEY));
        assertThatThrownBy(() -> question.onlyResource("arn:aws:s3:::b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arn:aws:s3:::b");
    }

    @Test
    void ofSeveralResourcesTheExampleIsShownWhereItIsReached() {
        Question one = question("Allow", "{}");
        Question several = new Question(
                one.rules(),
                one.actions().names(),
                Language.of(Glob.prefix("arn:aws:s3:::b/")),
                "arn:aws:s3:::b/report",
                one.zone(),
                one.facts(),
                false,
                one.now(),
                Set.of());
        assertThat(OutsideAccess.of(several).cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.witness().resource()).isEqualTo("arn:aws:s3:::b/report"));
    }

    @Test
    void keysThatAreToBeShownAreShownAndStillKeepNobodyOut() {
        Question hidden = question("Allow", "{'StringEquals':{'kms:ViaService':'s3.us-east-1.amazonaws.com'}}");
        Question shown = new Question(
                hidden.rules(),
                hidden.actions(),
                hidden.resources(),
                hidden.exampleResource(),
                hidden.zone(),
                hidden.facts(),
                hidden.anonymousCallers(),
                hidden.now(),
                Set.of("kms:viaservice"));
        assertThat(OutsideAccess.of(hidden).cells()).singleElement().satisfies(cell -> {
            assertThat(cell.condition()).isEmpty();
            assertThat(cell.isPublic()).isTrue();
        });
        assertThat(OutsideAccess.of(shown).cells()).singleElement().satisfies(cell -> {
            assertThat(cell.condition()).containsEntry("kms:ViaService", List.of("s3.us-east-1.amazonaws.com"));
            assertThat(cell.isPublic()).isTrue();
        });
    }
}
