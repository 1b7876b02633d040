package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The axes of a question, cut.
 *
 * @param axes each of them
 * @param uncut those that are too entangled to be cut into more than their values and the absence of one, and why
 * @param comparisons what else is a dimension
 */
record Cut(List<Axis> axes, Map<String, String> uncut, List<Axis> comparisons) {

    /** With more dimensions. */
    Cut with(List<Axis> more) {
        List<Axis> all = new ArrayList<>(comparisons);
        all.addAll(more);
        return new Cut(axes, uncut, List.copyOf(all));
    }
}
