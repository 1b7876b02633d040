package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The axes of a question, cut; their order is the order of a box's sides. */
final class Space {

    private final List<Axis> axes;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Integer> sizes;
    private final Box whole;

    Space(List<Axis> axes) {
        this.axes = axes;
        for (int i = 0; i < axes.size(); i++) {
            indexes.put(axes.get(i).key(), i);
        }
        this.sizes = axes.stream().map(Axis::size).toList();
        this.whole = Box.whole(sizes);
    }

    List<Axis> axes() {
        return axes;
    }

    List<Integer> sizes() {
        return sizes;
    }

    Axis axis(String key) {
        return axes.get(index(key));
    }

    int index(String key) {
        Integer index = indexes.get(key);
        if (index == null) {
            throw new IllegalArgumentException("There is no axis " + key);
        }
        return index;
    }

    /** Every request. */
    Box whole() {
        return whole;
    }

    /** The requests that have all of these parts; where it is not known, those that may have them or those that surely do. */
    Box box(List<Part> parts, boolean maybe) {
        Box box = whole;
        for (Part part : parts) {
            box = within(box, part, maybe);
        }
        return box;
    }

    private Box within(Box box, Part part, boolean maybe) {
        return switch (part) {
            case Part.Always ignored -> box;
            case Part.Doubt ignored -> maybe ? box : none();
            case Part.Never ignored -> none();
            case Part.Cut cut -> box.within(index(cut.axis()), cut.atoms().apply(axis(cut.axis())));
            case Part.Between cut ->
                box.within(index(cut.axis()), (maybe ? cut.maybe() : cut.sure()).apply(axis(cut.axis())));
            case Part.Chosen chosen -> within(box, chosen.taken(), maybe);
        };
    }

    private Box none() {
        return whole.within(0, Atoms.none(axes.getFirst().size()));
    }

    /** Why it is not known which requests have this part; empty when it is. */
    Optional<String> doubt(Part part) {
        return switch (part) {
            case Part.Always ignored -> Optional.empty();
            case Part.Never ignored -> Optional.empty();
            case Part.Cut ignored -> Optional.empty();
            case Part.Doubt doubt -> Optional.of(doubt.reason());
            case Part.Chosen chosen -> doubt(chosen.taken());
            case Part.Between cut -> {
                Axis axis = axis(cut.axis());
                boolean known = cut.sure().apply(axis).equals(cut.maybe().apply(axis));
                yield known ? Optional.empty() : Optional.of(cut.reason());
            }
        };
    }
}
