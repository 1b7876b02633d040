package io.portcullis.reasoning.text;

import java.util.List;

/** A set of texts. Immutable; equal sets may be unequal objects, but not the reverse. */
public sealed interface Texts permits Texts.One, Texts.Starting, Texts.Any, Texts.Own, Language {

    /** Whether the text is in the set. */
    boolean has(String text);

    /** The set as a union of globs. */
    Language language();

    /** No text. */
    Texts NONE = new Any(List.of());

    /** Every text. */
    Texts ALL = new Starting("");

    /** Just one text. */
    record One(String text) implements Texts {
        @Override
        public boolean has(String other) {
            return text.equals(other);
        }

        @Override
        public Language language() {
            return Language.of(Glob.literal(text));
        }
    }

    /** Every text with this beginning. */
    record Starting(String beginning) implements Texts {
        @Override
        public boolean has(String text) {
            return text.startsWith(beginning);
        }

        @Override
        public Language language() {
            return Language.of(Glob.prefix(beginning));
        }
    }

    /** What is in any of some sets. */
    record Any(List<Texts> sets) implements Texts {
        /** Copies the list. */
        public Any {
            sets = List.copyOf(sets);
        }

        @Override
        public boolean has(String text) {
            for (int i = 0; i < sets.size(); i++) {
                if (sets.get(i).has(text)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Language language() {
            return new Language(sets.stream()
                    .flatMap(set -> set.language().globs().stream())
                    .distinct()
                    .toList());
        }
    }

    /** A set of a form that its maker knows. */
    non-sealed interface Own extends Texts {
        /** Where a value that there is is in the set just when it begins with one of some texts, these; else none. */
        default List<String> beginnings() {
            return List.of();
        }
    }

    /** The union of some sets; the set itself where there is one. */
    static Texts any(List<? extends Texts> sets) {
        return sets.size() == 1 ? sets.getFirst() : new Any(List.copyOf(sets));
    }

    /** The texts of a glob. */
    static Texts of(Glob glob) {
        if (glob.isLiteral()) {
            return new One(glob.beginning());
        }
        return glob.isPrefix() ? new Starting(glob.beginning()) : Language.of(glob);
    }
}
