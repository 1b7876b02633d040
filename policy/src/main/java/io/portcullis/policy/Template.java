package io.portcullis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A value taken apart: literal text, wildcards and policy variables.
 *
 * <p>Which of them live depends on the place (globs only in patterns, variables only in version 2012-10-17); the caller
 * says so when parsing. {@code ${*}}, {@code ${?}} and {@code ${$}} are the literal characters. Source: IAM user guide,
 * "Policy variables".
 *
 * @param parts in order; adjacent literals are joined
 */
public record Template(List<Part> parts) {

    /** One piece of a value. */
    public sealed interface Part {}

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {}

    /** {@code *}: any text, the empty one included. */
    public record AnyText() implements Part {}

    /** {@code ?}: any one character. */
    public record AnyCharacter() implements Part {}

    /**
     * A policy variable.
     *
     * @param key the context key, as written
     * @param ifAbsent the default value for an absent key, if one is given
     */
    public record Variable(String key, Optional<String> ifAbsent) implements Part {}

    /** Copies the parts. */
    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Parses a value.
     *
     * @param text the value
     * @param globs whether {@code *} and {@code ?} are wildcards here
     * @param variables whether variables and escapes live here (language version 2012-10-17)
     */
    public static Template parse(String text, boolean globs, boolean variables) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        // A variable ends before this; looking for an end that is not there would make hostile text quadratic.
        int lastClose = variables ? text.lastIndexOf('}') : -1;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (i < lastClose && text.startsWith("${", i)) {
                int close = text.indexOf('}', i);
                String name = text.substring(i + 2, close);
                if (name.equals("*") || name.equals("?") || name.equals("$")) {
                    literal.append(name);
                } else {
                    flush(literal, parts);
                    parts.add(variable(name));
                }
                i = close + 1;
            } else if (globs && (c == '*' || c == '?')) {
                flush(literal, parts);
                parts.add(c == '*' ? new AnyText() : new AnyCharacter());
                i++;
            } else {
                literal.append(c);
                i++;
            }
        }
        flush(literal, parts);
        return new Template(parts);
    }

    /** The literal text, when the value has neither wildcards nor variables. */
    public Optional<String> literal() {
        if (parts.isEmpty()) {
            return Optional.of("");
        }
        return parts.size() == 1 && parts.getFirst() instanceof Literal only
                ? Optional.of(only.text())
                : Optional.empty();
    }

    /**
     * Whether the whole text matches. Time is at worst the product of the lengths: the search never goes back further than
     * the last star.
     *
     * @throws IllegalStateException when the template has variables, which only a request can fill in
     */
    public boolean matches(String text) {
        int[] pattern = parts.stream().flatMapToInt(Template::codes).toArray();
        int[] characters = text.codePoints().toArray();
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < characters.length) {
            if (p < pattern.length && pattern[p] == ANY_TEXT) {
                star = p++;
                resume = t;
            } else if (p < pattern.length && (pattern[p] == ANY_CHARACTER || pattern[p] == characters[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_TEXT) {
            p++;
        }
        return p == pattern.length;
    }

    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private static IntStream codes(Part part) {
        return switch (part) {
            case Literal literal -> literal.text().codePoints();
            case AnyText ignored -> IntStream.of(ANY_TEXT);
            case AnyCharacter ignored -> IntStream.of(ANY_CHARACTER);
            case Variable variable -> throw new IllegalStateException("Nothing fills in ${" + variable.key() + "}");
        };
    }

    /** Whether a variable occurs. */
    public boolean hasVariables() {
        for (Part part : parts) {
            if (part instanceof Variable) {
                return true;
            }
        }
        return false;
    }

    private static Variable variable(String name) {
        int comma = name.indexOf(',');
        if (comma < 0) {
            return new Variable(name.strip(), Optional.empty());
        }
        String value = name.substring(comma + 1).strip();
        boolean quoted = value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
        return new Variable(
                name.substring(0, comma).strip(), Optional.of(quoted ? value.substring(1, value.length() - 1) : value));
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
