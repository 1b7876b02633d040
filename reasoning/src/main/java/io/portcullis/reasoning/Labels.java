package io.portcullis.reasoning;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    record Picked(PrincipalType type, String principal, SortedMap<String, List<String>> condition) {}

    /** The label that every value has, of every key. */
    static final int ANY = 0;

    private final Space space;
    private final List<Cells.LabelKey> keys = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<List<Label>> labels = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /**
     * The labels of a question.
     *
     * @param all as they are written
     * @param smallest those of keys that are not cut
     */
    Labels(Space space, List<Label> all, List<SmallestLabels> smallest) {
        this.space = space;
        Map<String, SmallestLabels> ofUncut = new HashMap<>();
        smallest.forEach(each -> ofUncut.put(each.key(), each));
        byKey(all).forEach((key, written) -> {
            if (ofUncut.containsKey(key)) {
                add(ofUncut.get(key));
            } else {
                add(key, written);
            }
        });
    }

    private static Map<String, List<Label>> byKey(List<Label> all) {
        Map<String, List<Label>> byKey = new LinkedHashMap<>();
        byKey.put(Label.PRINCIPAL, new ArrayList<>());
        all.forEach(label ->
                byKey.computeIfAbsent(label.key(), key -> new ArrayList<>()).add(label));
        return byKey;
    }

    /** Those on axes that are not cut, where they are few enough. */
    static List<SmallestLabels> smallest(Drafts drafts, Set<String> uncut, List<Label> all) {
        if (uncut.isEmpty()) {
            return List.of();
        }
        List<SmallestLabels> smallest = new ArrayList<>();
        byKey(all).forEach((key, written) -> {
            if (!written.isEmpty() && uncut.contains(written.getFirst().axis()) && SmallestLabels.areFew(written)) {
                drafts.text(written.getFirst().axis())
                        .ifPresent(text -> smallest.add(SmallestLabels.of(key, written, text)));
            }
        });
        return smallest;
    }

    private void add(SmallestLabels smallest) {
        keys.add(smallest.key(space));
        names.add(smallest.key());
        labels.add(smallest.labels());
    }

    /** Labels with equal sets are one label: the first as written. The first of all is "any". */
    private void add(String key, List<Label> written) {
        String axis = written.isEmpty() ? Binding.PRINCIPAL : written.getFirst().axis();
        Set<Atoms> sets = new LinkedHashSet<>();
        List<Label> kept = new ArrayList<>();
        sets.add(Atoms.all(space.axis(axis).size()));
        Optional<String> uncut = space.uncut(axis).filter(reason -> !written.isEmpty());
        uncut.ifPresent(
                reason -> leftOut.add("Findings do not tell " + (key.equals(Label.PRINCIPAL) ? "principals" : key)
                        + " apart: " + reason + "; what they speak of may be more than what is let in"));
        for (Label label : uncut.isPresent() ? List.<Label>of() : written) {
            Atoms set = label.atoms().apply(space.axis(axis));
            if (sets.add(set)) {
                kept.add(label);
            }
        }
        keys.add(new Cells.LabelKey(space.index(axis), List.copyOf(sets)));
        names.add(key);
        labels.add(kept);
    }

    /** What is said of the keys that cells do not speak of although they have labels. */
    List<String> leftOut() {
        return leftOut;
    }

    List<Cells.LabelKey> keys() {
        return keys;
    }

    /** The requests of some cells. */
    Box box(Cells.Product picked) {
        Box box = space.whole();
        for (int k = 0; k < keys.size(); k++) {
            Cells.LabelKey key = keys.get(k);
            Atoms side = Atoms.none(space.sizes().get(key.dimension()));
            for (int label : picked.labels().get(k)) {
                side = side.or(key.labels().get(label));
            }
            box = box.within(key.dimension(), side);
        }
        return box;
    }

    /** The same cells, those of each principal by themselves. */
    static Stream<Cells.Product> byPrincipal(Cells.Product picked) {
        List<Integer> principals = picked.labels().getFirst();
        List<List<Integer>> others = picked.labels().subList(1, picked.labels().size());
        return principals.stream()
                .map(principal -> new Cells.Product(Stream.concat(Stream.of(List.of(principal)), others.stream())
                        .toList()));
    }

    /** Cells of one principal in the policy's words. */
    Picked picked(Cells.Product cell) {
        PrincipalType type = PrincipalType.AWS;
        String principal = "*";
        SortedMap<String, List<String>> condition = new TreeMap<>();
        for (int k = 0; k < keys.size(); k++) {
            List<Integer> some = cell.labels().get(k);
            if (!some.contains(ANY)) {
                List<Label> own = labels.get(k);
                if (names.get(k).equals(Label.PRINCIPAL)) {
                    Label first = own.get(some.getFirst() - 1);
                    type = first.type();
                    principal = first.value();
                } else {
                    List<String> values = new ArrayList<>(some.size());
                    some.forEach(label -> values.add(own.get(label - 1).value()));
                    condition.put(names.get(k), List.copyOf(values));
                }
            }
        }
        return new Picked(type, principal, condition);
    }

    /** The requests of a cell known by its words: one box, or several where values that read the same differ in sense. */
    List<Box> boxes(Access.Cell cell) {
        List<List<List<Integer>>> picks = List.of(List.of());
        for (int k = 0; k < keys.size(); k++) {
            List<List<Integer>> readings = readings(k, cell);
            picks = picks.stream()
                    .flatMap(some -> readings.stream()
                            .map(next -> Stream.concat(some.stream(), Stream.of(next))
                                    .toList()))
                    .toList();
        }
        return picks.stream().map(Cells.Product::new).map(this::box).toList();
    }

    /** What a cell may mean by its values of a key: where they are several, all labels that read so. */
    private List<List<Integer>> readings(int key, Access.Cell cell) {
        boolean isPrincipal = names.get(key).equals(Label.PRINCIPAL);
        List<String> values =
                isPrincipal ? List.of(cell.principal()) : cell.condition().getOrDefault(names.get(key), List.of());
        if (isPrincipal ? values.equals(List.of("*")) : values.isEmpty()) {
            return List.of(List.of(ANY));
        }
        List<Label> all = labels.get(key);
        List<Integer> reading = IntStream.range(0, all.size())
                .filter(i -> values.contains(all.get(i).value()))
                .filter(i -> !isPrincipal || all.get(i).type() == cell.type())
                .mapToObj(i -> i + 1)
                .toList();
        return values.size() > 1
                ? List.of(reading)
                : reading.stream().map(List::of).toList();
    }
}
