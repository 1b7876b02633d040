package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a text may be, in terms of other texts: globs, and slots that other texts' values fill.
 *
 * @param pieces in order
 */
public record Pattern(List<Piece> pieces) {

    /** One piece. */
    public sealed interface Piece {}

    /** Text that fits a glob. */
    public record Plain(Glob glob) implements Piece {}

    /**
     * The value of a variable, character by character.
     *
     * @param variable whose value
     * @param any the characters that may stand here
     * @param anyCase whether upper and lower case are the same
     */
    public record Slot(Variable variable, CharSet any, boolean anyCase) implements Piece {

        /** The piece once the value is known; characters that may not stand here match nothing. */
        private Plain filled(String value) {
            if (!any.containsAll(value)) {
                return new Plain(Glob.EMPTY.times(CharSet.NONE, 1));
            }
            return new Plain(anyCase ? Glob.EMPTY.thenIgnoringCase(value) : Glob.literal(value));
        }
    }

    /** A text of a set. */
    record OneOf(Automaton texts) implements Piece {}

    /**
     * A value that is a field of a text.
     *
     * @param text the number of the text
     * @param fields the ways to find it; a text has it in exactly one way
     * @param of reads it off a text; empty when the text has no such field
     */
    public record Variable(int text, List<Field> fields, Function<String, Optional<String>> of) {
        /** Copies the fields. */
        public Variable {
            fields = List.copyOf(fields);
        }

        /** By the text and its fields: how a value is read off follows from these. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Variable that && text == that.text && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return 31 * text + fields.hashCode();
        }

        boolean isWholeText() {
            return fields.equals(List.of(Field.WHOLE));
        }
    }

    /** Copies the pieces. */
    public Pattern {
        pieces = List.copyOf(pieces);
    }

    List<Slot> slots() {
        return pieces.stream()
                .filter(Slot.class::isInstance)
                .map(Slot.class::cast)
                .toList();
    }

    /** The texts whose values stand in it. */
    Set<Integer> texts() {
        Set<Integer> texts = new TreeSet<>();
        slots().forEach(slot -> texts.add(slot.variable.text()));
        return texts;
    }

    /** The pattern with a text known; empty when that text has no such field, so that nothing matches. */
    Optional<Pattern> with(int text, String known) {
        List<Piece> filled = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Slot slot && slot.variable.text() == text) {
                Optional<String> value = slot.variable.of().apply(known);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                filled.add(slot.filled(value.get()));
            } else {
                filled.add(piece);
            }
        }
        return Optional.of(new Pattern(filled));
    }

    /** The pattern with the value of a variable known. */
    Pattern filled(Variable variable, String value) {
        return new Pattern(pieces.stream()
                .map(piece -> piece instanceof Slot slot && slot.variable.equals(variable) ? slot.filled(value) : piece)
                .toList());
    }

    /** Whether a text matches, its slots filled with the values of texts; one without such a value matches nothing. */
    boolean matches(String text, List<String> texts) {
        if (!hasLiterals(text)) {
            return false;
        }
        List<Glob> globs = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            switch (piece) {
                case Plain plain -> globs.add(plain.glob);
                case Slot slot -> {
                    Optional<String> value = slot.variable.of().apply(texts.get(slot.variable.text()));
                    if (value.isEmpty()) {
                        return false;
                    }
                    globs.add(slot.filled(value.get()).glob);
                }
                case OneOf ignored -> throw new IllegalStateException("A piece is an automaton");
            }
        }
        return Glob.joined(globs).matches(text);
    }

    /** Whether all literal texts of the pattern are somewhere in a text: most that do not match are seen by this. */
    private boolean hasLiterals(String text) {
        for (Piece piece : pieces) {
            if (piece instanceof Plain(Glob glob)) {
                for (Glob.Part part : glob.parts()) {
                    if (part instanceof Glob.Text(String literal) && !text.contains(literal)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** A short text that matches; slots must be filled. */
    Optional<String> instance(boolean repeating) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (!(piece instanceof Plain plain)) {
                return Optional.empty();
            }
            for (Glob.Element element : plain.glob.elements()) {
                if (!element.repeated() || repeating) {
                    OptionalInt any = element.set().readable();
                    if (any.isEmpty()) {
                        return Optional.empty();
                    }
                    text.appendCodePoint(any.getAsInt());
                }
            }
        }
        return Optional.of(text.toString());
    }

    /** The text that this one must equal, as a slot, when the pattern is just that. */
    Optional<Slot> equal() {
        return pieces.size() == 1
                        && pieces.getFirst() instanceof Slot slot
                        && !slot.anyCase
                        && slot.variable.isWholeText()
                ? Optional.of(slot)
                : Optional.empty();
    }

    /**
     * A wider pattern in which no text's value stands twice, and the subject's own not at all.
     *
     * @param kept which of several places of a text is kept
     */
    Pattern relaxed(int subject, int kept) {
        Map<Integer, Long> places =
                slots().stream().collect(Collectors.groupingBy(slot -> slot.variable.text(), Collectors.counting()));
        Map<Integer, Integer> seen = new HashMap<>();
        List<Piece> relaxed = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Slot slot) {
                int text = slot.variable.text();
                int place = seen.merge(text, 1, Integer::sum) - 1;
                boolean stays = text != subject && place == kept % places.getOrDefault(text, 1L);
                relaxed.add(stays ? slot : new Plain(Glob.EMPTY.many(slot.any)));
            } else {
                relaxed.add(piece);
            }
        }
        return new Pattern(relaxed);
    }

    /**
     * Whether a text matches the pattern that has its own value in it once, where all its characters may stand; empty when
     * that is not so plain.
     */
    Optional<Boolean> matchesOwn(int subject) {
        boolean once = slots().size() == 1
                && slots().getFirst().variable.text() == subject
                && slots().getFirst().variable.isWholeText();
        if (!once || pieces.stream().anyMatch(OneOf.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(pieces.stream()
                .allMatch(piece -> !(piece instanceof Plain plain)
                        || plain.glob.elements().stream().allMatch(Glob.Element::repeated)));
    }

    /** The pattern with one text in the place of another that is its equal. */
    Pattern renamed(int text, int to) {
        return new Pattern(pieces.stream()
                .map(piece -> piece instanceof Slot slot && slot.variable.text() == text
                        ? new Slot(new Variable(to, slot.variable.fields(), slot.variable.of()), slot.any, slot.anyCase)
                        : piece)
                .toList());
    }

    /** The length of all texts that fit pieces, when they have one. */
    static OptionalInt length(List<Piece> pieces) {
        int length = 0;
        for (Piece piece : pieces) {
            if (!(piece instanceof Plain(Glob glob)) || glob.elements().stream().anyMatch(Glob.Element::repeated)) {
                return OptionalInt.empty();
            }
            length += glob.elements().size();
        }
        return OptionalInt.of(length);
    }

    /** The pieces before the first slot. */
    List<Piece> beginning() {
        return pieces.stream().takeWhile(piece -> !(piece instanceof Slot)).toList();
    }

    /** The pieces after the first slot. */
    List<Piece> ending() {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Slot) {
                return pieces.subList(i + 1, pieces.size());
            }
        }
        return List.of();
    }
}
