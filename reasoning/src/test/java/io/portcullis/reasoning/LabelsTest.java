package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Cells as labels and in words, and back. Callers are a, b and others; the key has values v, w and others. */
class LabelsTest {

    private static final String KEY = "x:key";

    private static final Label A = principal("a", 0);
    private static final Label B = principal("b", 1);
    private static final Label V = value("v", 0);
    private static final Label W = value("w", 1);

    private static Label principal(String value, int test) {
        return new Label(
                Label.PRINCIPAL, PrincipalType.AWS, value, Binding.PRINCIPAL, new Choice.Test(test), Optional.empty());
    }

    private static Label value(String value, int test) {
        return new Label("X:Key", PrincipalType.AWS, value, KEY, new Choice.Test(test), Optional.empty());
    }

    private static Axis axis(String key) {
        // The third test is the first once more, the fourth all values.
        return new Axis(
                key,
                List.of(List.of("0"), List.of("1"), List.of("2")),
                List.of(Atoms.only(3, 0), Atoms.only(3, 1), Atoms.only(3, 0), Atoms.all(3)));
    }

    private static Space space(Map<String, String> uncut) {
        return new Space(new Cut(List.of(axis(Binding.PRINCIPAL), axis(KEY)), uncut, List.of()), List.of());
    }

    private static Labels labels(Label... all) {
        return new Labels(space(Map.of()), List.of(all), List.of());
    }

    private static Cells.Product cell(List<Integer> principals, List<Integer> values) {
        return new Cells.Product(List.of(principals, values));
    }

    @Test
    void labelsOfTheSameRequestsAreOneAndWhatIsTrueOfAllIsNone() {
        Labels labels = labels(V, value("again", 2), W, value("everything", 3), A);
        assertThat(labels.keys())
                .containsExactly(
                        new Cells.LabelKey(0, List.of(Atoms.all(3), Atoms.only(3, 0))),
                        new Cells.LabelKey(1, List.of(Atoms.all(3), Atoms.only(3, 0), Atoms.only(3, 1))));
        assertThat(labels.picked(cell(List.of(0), List.of(1))).condition()).containsValue(List.of("v"));
        assertThat(labels.leftOut()).isEmpty();
    }

    @Test
    void aCellIsToldInTheWordsOfItsLabels() {
        Labels labels = labels(A, B, V, W);
        assertThat(labels.picked(cell(List.of(2), List.of(1))))
                .isEqualTo(new Labels.Picked(PrincipalType.AWS, "b", new TreeMap<>(Map.of("X:Key", List.of("v")))));
        assertThat(labels.picked(cell(List.of(0), List.of(1, 2))))
                .isEqualTo(
                        new Labels.Picked(PrincipalType.AWS, "*", new TreeMap<>(Map.of("X:Key", List.of("v", "w")))));
        assertThat(labels.picked(cell(List.of(0), List.of(0))))
                .isEqualTo(new Labels.Picked(PrincipalType.AWS, "*", new TreeMap<>()));
    }

    @Test
    void aFindingIsOfOnePrincipal() {
        assertThat(Labels.byPrincipal(cell(List.of(0, 2), List.of(1, 2))))
                .containsExactly(cell(List.of(0), List.of(1, 2)), cell(List.of(2), List.of(1, 2)));
    }

    private static Access.Cell named(Labels.Picked picked) {
        Access.Cell any = Questions.ofAccount().allow("{}").cells().getFirst();
        return new Access.Cell(
                picked.type(),
                picked.principal(),
                picked.condition(),
                any.actions(),
                any.isPublic(),
                any.witness(),
                any.spoken(),
                any.rules());
    }

    @Test
    void aCellIsFoundByItsWords() {
        Labels labels = labels(A, B, V, W);
        List<Box> seen = new ArrayList<>();
        for (int principal = 0; principal <= 2; principal++) {
            for (List<Integer> values : List.of(List.of(0), List.of(1), List.of(2), List.of(1, 2))) {
                Cells.Product cell = cell(List.of(principal), values);
                assertThat(labels.boxes(named(labels.picked(cell)))).containsExactly(labels.box(cell));
                seen.add(labels.box(cell));
            }
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).isEqualTo(space(Map.of()).whole());
    }

    @Test
    void whatReadsTheSameInTwoSensesIsFoundInBoth() {
        Labels labels = labels(V, value("v", 1), W);
        Access.Cell cell = named(labels.picked(cell(List.of(0), List.of(1))));
        assertThat(labels.boxes(cell))
                .containsExactly(labels.box(cell(List.of(0), List.of(1))), labels.box(cell(List.of(0), List.of(2))));
    }

    @Test
    void aPrincipalIsFoundUnderItsType() {
        Label federated = new Label(
                Label.PRINCIPAL, PrincipalType.FEDERATED, "a", Binding.PRINCIPAL, new Choice.Test(1), Optional.empty());
        Labels labels = labels(A, federated);
        Cells.Product cell = new Cells.Product(List.of(List.of(2)));
        assertThat(labels.picked(cell).type()).isEqualTo(PrincipalType.FEDERATED);
        assertThat(labels.boxes(named(labels.picked(cell)))).containsExactly(labels.box(cell));
    }

    @Test
    void aKeyThatIsNotCutIsLeftOutAndNamed() {
        Labels labels = new Labels(space(Map.of(KEY, "too much")), List.of(A, V), List.of());
        assertThat(labels.leftOut()).singleElement().asString().contains("X:Key apart: too much");
        assertThat(labels.picked(cell(List.of(1), List.of(0))).principal()).isEqualTo("a");
        assertThat(labels.keys().getLast().labels()).containsExactly(Atoms.all(3));
        Map<String, String> callers = Map.of(Binding.PRINCIPAL, "too much");
        assertThat(new Labels(space(callers), List.of(A, V), List.of()).leftOut())
                .singleElement()
                .asString()
                .contains("principals apart: too much");
        assertThat(new Labels(space(callers), List.of(V), List.of()).leftOut()).isEmpty();
    }
}
