package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {

    @Test
    void allOfABudgetCanBeSpentAndNoMore() throws TooComplex {
        Budget budget = new Budget(10);
        budget.spend(4);
        budget.spend(6);
        assertThatThrownBy(() -> budget.spend(1)).isInstanceOf(TooComplex.class);
    }

    @Test
    void aPartHasItsOwnLimit() {
        Budget part = new Budget(10).part(3);
        assertThatThrownBy(() -> part.spend(4)).isInstanceOf(TooComplex.class);
    }

    @Test
    void whatAPartSpendsIsGoneFromTheWhole() throws TooComplex {
        Budget whole = new Budget(10);
        whole.part(8).spend(6);
        assertThatThrownBy(() -> whole.part(8).spend(6)).isInstanceOf(TooComplex.class);
    }

    @Test
    void cuttingTextsIsPaidForOutOfTheBudgetGiven() {
        List<Language> languages = List.of(Language.of(Glob.literal("abc")));
        assertThatCode(() -> TextClasses.cut(languages, Language.ALL, new Budget(100)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TextClasses.cut(languages, Language.ALL, new Budget(3)))
                .isInstanceOfSatisfying(
                        TooComplex.class, e -> assertThat(e.reason()).contains("overlap in too many ways"));
    }
}
