package io.portcullis.reasoning;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Unplaced;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.theory.Pattern;
import io.portcullis.reasoning.theory.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A key is compared with values in which variables stand. Whether it matches is a dimension of its own, and what ties that
 * to the values of the keys is decided apart.
 *
 * @param key the normalized name of the key, or {@link Binding#RESOURCE}
 * @param values the values, known variables filled in
 * @param style how they are compared
 * @param of which values of the key have to match
 * @param whenAbsent whether an absent key counts as matching
 */
record VariableComparison(String key, List<Template> values, Style style, Of of, boolean whenAbsent) {

    /** Which values of a key have to match. */
    enum Of {
        /** The one that it has. */
        THE_ONE,
        /** Each element of a list. */
        EVERY,
        /** An element of a list. */
        SOME
    }

    /** How values are compared. */
    enum Style {
        /** Character by character. */
        EXACT,
        /** Upper and lower case are the same. */
        ANY_CASE,
        /** Segment by segment. */
        ARN;

        /** How an operator compares. */
        static Style of(ConditionOperator.Test test) {
            return Literals.ignoresCase(test) ? ANY_CASE : test.family() == ConditionOperator.Family.ARN ? ARN : EXACT;
        }
    }

    /** The first of the code points that may stand for variables: of a private use, so that nobody's names have them. */
    private static final int FIRST_MARK = 0xF0000;

    /** Keys whose values are not read off one place of the caller's text. */
    static final Set<String> TOLD_BY_KIND = Set.of("aws:userid", "aws:principaltype", "aws:principalisawsservice");

    private static final Set<String> ARNS = Set.of("aws:principalarn", "aws:sourcearn", Binding.RESOURCE);

    private static final Set<String> NO_COLONS = Set.of(
            "aws:principalaccount",
            "kms:calleraccount",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:vpceaccount",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:principalorgid",
            "aws:sourceorgid",
            "aws:resourceorgid",
            "aws:vpceorgid",
            "aws:principaltype",
            "aws:username");

    /** Copies the values; keys in them are the same in any case. */
    VariableComparison {
        values = values.stream().map(VariableComparison::inOneCase).toList();
    }

    private static Template inOneCase(Template value) {
        return new Template(value.parts().stream()
                .map(part -> part instanceof Template.Variable variable
                        ? new Template.Variable(normalized(variable), variable.ifAbsent())
                        : part)
                .toList());
    }

    /** The same with the two in the other order, where a key is to equal another; empty where it is not that. */
    Optional<VariableComparison> turned() {
        boolean mayTurn = of == Of.THE_ONE && !whenAbsent && style != Style.ARN && values.size() == 1;
        return mayTurn
                ? alone(values.getFirst())
                        .map(other -> new VariableComparison(other, List.of(variable(key)), style, of, false))
                : Optional.empty();
    }

    private static Template variable(String key) {
        return new Template(List.of(new Template.Variable(key, Optional.empty())));
    }

    /** The key of a variable that is all of a value and has no default. */
    private static Optional<String> alone(Template value) {
        return value.parts().size() == 1
                        && value.parts().getFirst() instanceof Template.Variable variable
                        && variable.ifAbsent().isEmpty()
                ? Optional.of(normalized(variable))
                : Optional.empty();
    }

    /** The normalized names of the variables' keys. */
    Set<String> variables() {
        Set<String> keys = new LinkedHashSet<>();
        values.forEach(value -> keys.addAll(variables(value)));
        return keys;
    }

    /** Whether some key in it says who calls. */
    boolean asksWhoCalls() {
        return Unplaced.hides(key) || variables().stream().anyMatch(Unplaced::hides);
    }

    private static List<String> variables(Template value) {
        return value.parts().stream()
                .filter(Template.Variable.class::isInstance)
                .map(part -> normalized((Template.Variable) part))
                .toList();
    }

    private static String normalized(Template.Variable variable) {
        return ContextKey.named(variable.key()).normalized();
    }

    /**
     * What it asks of texts, where the key is there.
     *
     * @param present the variables that have a value
     * @param subject the number of the text that is compared: the key's base value, or an element of it
     * @param number numbers the axes whose values are the other texts
     * @param holds whether it matches
     */
    Relation relation(Set<String> present, int subject, ToIntFunction<String> number, boolean holds) {
        List<Pattern> patterns = new ArrayList<>();
        int[] marks = unused();
        for (Template value : values) {
            patterns.addAll(patterns(value, marks, present, number));
        }
        return new Relation(subject, patterns, holds);
    }

    /** The base values that a value matches; none when a variable in it has neither a value nor a default. */
    private List<Pattern> patterns(Template value, int[] marks, Set<String> present, ToIntFunction<String> number) {
        List<Template.Part> parts = new ArrayList<>();
        List<Template.Variable> variables = new ArrayList<>();
        for (Template.Part part : value.parts()) {
            if (part instanceof Template.Variable variable) {
                boolean there = present.contains(normalized(variable));
                if (!there && variable.ifAbsent().isEmpty()) {
                    return List.of();
                }
                String text = there
                        ? Character.toString(marks[variables.size()])
                        : variable.ifAbsent().orElseThrow();
                if (there) {
                    variables.add(variable);
                }
                parts.add(new Template.Literal(text));
            } else {
                parts.add(part);
            }
        }
        Binding binding = Binding.of(key);
        Template marked = new Template(parts);
        Texts texts = style == Style.ARN && !isLiteral(value)
                ? Literals.arns(marked, binding.any())
                : Texts.of(Literals.glob(marked.parts(), binding.any(), style == Style.ANY_CASE));
        // As patterns, even without a wildcard: a mark stands for values that no text of its own does.
        return binding.base(texts.language()).language().globs().stream()
                .map(glob -> pattern(value, glob, marks, variables, number))
                .toList();
    }

    /** Whether a text begins with what may stand for a variable, whose value may begin with anything. */
    static boolean isMarked(String text) {
        return !text.isEmpty() && text.codePointAt(0) >= FIRST_MARK;
    }

    /** Code points that the values do not have, to stand for variables; private ones, if any are left. */
    private int[] unused() {
        Set<Integer> used = new HashSet<>();
        for (Template value : values) {
            value.parts().forEach(part -> text(part).codePoints().forEach(used::add));
        }
        int most = values.stream().mapToInt(value -> value.parts().size()).max().orElse(0);
        return IntStream.iterate(FIRST_MARK, c -> c == Character.MAX_CODE_POINT ? 0 : c + 1)
                .filter(c -> !used.contains(c))
                .limit(most)
                .toArray();
    }

    private static String text(Template.Part part) {
        return switch (part) {
            case Template.Literal literal -> literal.text();
            case Template.Variable variable -> variable.ifAbsent().orElse("");
            case Template.AnyText ignored -> "";
            case Template.AnyCharacter ignored -> "";
        };
    }

    /** Whether no wildcard is in it: then comparing segment by segment is comparing the whole. */
    private static boolean isLiteral(Template value) {
        return value.parts().stream()
                .noneMatch(part -> part instanceof Template.AnyText || part instanceof Template.AnyCharacter);
    }

    /** Whether a pattern of an ARN is of fewer than six segments. */
    static boolean isShort(Template value) {
        return value.parts().stream()
                        .flatMapToInt(part -> text(part).chars())
                        .filter(c -> c == ':')
                        .count()
                < 5;
    }

    /** Whether a pattern of an ARN means the same by its segments as by its characters: five colons before any wildcard. */
    static boolean isReadOneWay(Template value) {
        long colons = value.parts().stream()
                // What was filled in is text beside text.
                .takeWhile(Template.Literal.class::isInstance)
                .flatMapToInt(part -> text(part).chars())
                .filter(c -> c == ':')
                .count();
        return isLiteral(value) || colons >= 5;
    }

    /**
     * Whether the patterns are all there is to it. Values of variables may have colons, and then the segments of an ARN are
     * others than those of the value as written; and what is no ARN matches none.
     */
    boolean isExact() {
        return style != Style.ARN
                || values.stream()
                        .allMatch(value -> isLiteral(value)
                                ? ARNS.contains(key)
                                : early(value).stream().allMatch(variable -> NO_COLONS.contains(normalized(variable))));
    }

    /** The variables before the sixth segment. */
    private static List<Template.Variable> early(Template value) {
        List<Template.Variable> early = new ArrayList<>();
        long colons = 0;
        for (Template.Part part : value.parts()) {
            if (part instanceof Template.Variable variable && colons < 5) {
                early.add(variable);
            }
            colons += text(part).chars().filter(c -> c == ':').count();
        }
        return early;
    }

    private Pattern pattern(
            Template value, Glob glob, int[] marks, List<Template.Variable> variables, ToIntFunction<String> number) {
        List<Template.Variable> early = style == Style.ARN && !isLiteral(value) ? early(value) : List.of();
        List<Pattern.Piece> pieces = new ArrayList<>();
        List<Glob.Element> plain = new ArrayList<>();
        for (Glob.Element element : glob.elements()) {
            Optional<Template.Variable> variable = marked(element, marks, variables);
            if (variable.isEmpty()) {
                plain.add(element);
                continue;
            }
            pieces.add(new Pattern.Plain(new Glob(List.copyOf(plain))));
            plain.clear();
            String name = normalized(variable.get());
            pieces.add(new Pattern.Slot(
                    Variables.of(name, number.applyAsInt(Binding.of(name).axis())),
                    early.contains(variable.get())
                            ? inSegment()
                            : Binding.of(key).any(),
                    style == Style.ANY_CASE));
        }
        pieces.add(new Pattern.Plain(new Glob(List.copyOf(plain))));
        pieces.removeIf(piece -> piece.equals(new Pattern.Plain(Glob.EMPTY)));
        return new Pattern(pieces);
    }

    private CharSet inSegment() {
        return Binding.of(key).any().complement().or(CharSet.of(':')).complement();
    }

    private static Optional<Template.Variable> marked(
            Glob.Element element, int[] marks, List<Template.Variable> variables) {
        for (int i = 0; i < variables.size(); i++) {
            if (!element.repeated() && element.set().equals(CharSet.of(marks[i]))) {
                return Optional.of(variables.get(i));
            }
        }
        return Optional.empty();
    }
}
