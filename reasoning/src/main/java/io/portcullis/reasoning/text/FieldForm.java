package io.portcullis.reasoning.text;

import io.portcullis.reasoning.text.Glob.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * A glob as fixed texts with fields between them.
 *
 * @param parts texts and fields in order, no two fields side by side
 */
record FieldForm(List<Part> parts) {

    /**
     * A text that all have there, or a field.
     *
     * @param elements in order
     * @param fixed whether it is a text
     */
    record Part(List<Element> elements, boolean fixed) {

        /** Whether each text that may stand here is seen to fit a piece of a glob. */
        boolean isWithin(List<Element> piece) {
            return fixed
                    || (piece.size() == 1 && piece.getFirst().repeated() && takesAll(piece.getFirst()))
                    || piece.equals(elements);
        }

        private boolean takesAll(Element piece) {
            CharSet others = piece.set().complement();
            return elements.stream().noneMatch(element -> element.set().meets(others));
        }

        /** A shortest text that may stand here. */
        String example() {
            StringBuilder text = new StringBuilder();
            for (Element element : elements) {
                if (!element.repeated()) {
                    element.set().readable().ifPresent(text::appendCodePoint);
                }
            }
            return text.toString();
        }
    }

    /** The parts of a glob. */
    static FieldForm of(Glob glob) {
        List<Part> parts = new ArrayList<>();
        List<Glob.Part> field = new ArrayList<>();
        for (Glob.Part part : glob.parts()) {
            if (part instanceof Glob.Text) {
                addField(field, parts);
                parts.add(new Part(new Glob(List.of(part)).elements(), true));
            } else {
                field.add(part);
            }
        }
        addField(field, parts);
        return new FieldForm(List.copyOf(parts));
    }

    private static void addField(List<Glob.Part> field, List<Part> into) {
        if (!field.isEmpty()) {
            into.add(new Part(new Glob(field).elements(), false));
            field.clear();
        }
    }
}
