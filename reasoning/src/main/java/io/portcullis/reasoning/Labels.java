package io.portcullis.reasoning;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Cells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The labels that cells pick from: per key, the values that stand in the documents, and "any". */
final class Labels {

    /**
     * A cell in the policy's words.
     *
     * @param type the principal's type
     * @param principal the principal
     * @param condition the other keys that the cell narrows
     */
    record Picked(PrincipalType type, String principal, SortedMap<String, String> condition) {}

    private final Space space;
    private final List<Cells.LabelKey> keys = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<List<Label>> labels = new ArrayList<>();

    Labels(Space space, List<Label> all) {
        this.space = space;
        Map<String, List<Label>> byKey = new LinkedHashMap<>();
        byKey.put(Label.PRINCIPAL, new ArrayList<>());
        all.forEach(label ->
                byKey.computeIfAbsent(label.key(), key -> new ArrayList<>()).add(label));
        byKey.forEach(this::add);
    }

    /** Labels with equal sets are one label: the first as written. The first of all is "any". */
    private void add(String key, List<Label> written) {
        String axis = written.isEmpty() ? Binding.PRINCIPAL : written.getFirst().axis();
        Set<Atoms> sets = new LinkedHashSet<>();
        List<Label> kept = new ArrayList<>();
        sets.add(Atoms.all(space.axis(axis).size()));
        for (Label label : space.isUncut(axis) ? List.<Label>of() : written) {
            Atoms set = label.atoms().apply(space.axis(axis));
            if (sets.add(set)) {
                kept.add(label);
            }
        }
        keys.add(new Cells.LabelKey(space.index(axis), List.copyOf(sets)));
        names.add(key);
        labels.add(kept);
    }

    List<Cells.LabelKey> keys() {
        return keys;
    }

    /** The requests of a cell. */
    Box box(List<Integer> picked) {
        Box box = space.whole();
        for (int k = 0; k < picked.size(); k++) {
            box = box.within(keys.get(k).dimension(), keys.get(k).labels().get(picked.get(k)));
        }
        return box;
    }

    /** A cell in the policy's words. */
    Picked picked(List<Integer> cell) {
        PrincipalType type = PrincipalType.AWS;
        String principal = "*";
        SortedMap<String, String> condition = new TreeMap<>();
        for (int k = 0; k < cell.size(); k++) {
            if (cell.get(k) > 0) {
                Label label = labels.get(k).get(cell.get(k) - 1);
                if (names.get(k).equals(Label.PRINCIPAL)) {
                    type = label.type();
                    principal = label.value();
                } else {
                    condition.put(names.get(k), label.value());
                }
            }
        }
        return new Picked(type, principal, condition);
    }

    /** The requests of a cell known by its words: one box, or several where values that read the same differ in sense. */
    List<Box> boxes(Access.Cell cell) {
        List<List<Integer>> picks = List.of(List.of());
        for (int k = 0; k < keys.size(); k++) {
            List<Integer> reading = reading(k, cell);
            picks = picks.stream()
                    .flatMap(some -> reading.stream()
                            .map(next -> Stream.concat(some.stream(), Stream.of(next))
                                    .toList()))
                    .toList();
        }
        return picks.stream().map(this::box).toList();
    }

    private List<Integer> reading(int key, Access.Cell cell) {
        boolean isPrincipal = names.get(key).equals(Label.PRINCIPAL);
        String value = isPrincipal ? cell.principal() : cell.condition().getOrDefault(names.get(key), "");
        List<Label> all = labels.get(key);
        List<Integer> reading = IntStream.range(0, all.size())
                .filter(i -> all.get(i).value().equals(value))
                .filter(i -> !isPrincipal || all.get(i).type() == cell.type())
                .mapToObj(i -> i + 1)
                .toList();
        boolean any = isPrincipal ? value.equals("*") : !cell.condition().containsKey(names.get(key));
        return any ? List.of(0) : reading;
    }
}
