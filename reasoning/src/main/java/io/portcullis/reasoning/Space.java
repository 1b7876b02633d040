package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The axes of a question, cut; their order is the order of a box's sides. */
final class Space {

    private final List<Axis> axes;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Box whole;

    Space(List<Axis> axes) {
        this.axes = axes;
        for (int i = 0; i < axes.size(); i++) {
            indexes.put(axes.get(i).key(), i);
        }
        this.whole = Box.whole(sizes());
    }

    List<Axis> axes() {
        return axes;
    }

    List<Integer> sizes() {
        return axes.stream().map(Axis::size).toList();
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

    /** The requests that have all of these parts. Doubts count as nothing asked. */
    Box box(List<Part> parts) {
        Box box = whole;
        for (Part part : parts) {
            box = switch (part) {
                case Part.Always ignored -> box;
                case Part.Doubt ignored -> box;
                case Part.Never ignored ->
                    box.within(
                            0,
                            io.portcullis.reasoning.box.Atoms.none(
                                    axes.getFirst().size()));
                case Part.Cut cut -> box.within(index(cut.axis()), cut.atoms().apply(axis(cut.axis())));
            };
        }
        return box;
    }
}
