package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Matches texts against values with wildcards and variables, one request at a time. */
final class Wildcards {

    private final Request request;

    Wildcards(Request request) {
        this.request = request;
    }

    /** A piece of a pattern whose variables have been filled in; filled-in text is literal. */
    private sealed interface Token {}

    private record Char(int codePoint) implements Token {}

    private record One() implements Token {}

    private record Many() implements Token {}

    /** Whether the text matches; a variable without a value matches nothing. */
    boolean matches(Template pattern, String text, boolean ignoreCase) {
        return tokens(pattern, ignoreCase)
                .map(tokens -> matches(
                        tokens, text.codePoints().map(c -> fold(c, ignoreCase)).toArray()))
                .orElse(false);
    }

    /**
     * Whether an ARN matches a pattern segment by segment. A pattern of fewer than six segments matches only when it has a
     * wildcard, and then the missing segments count as {@code *}.
     */
    boolean matchesArn(Template pattern, String text) {
        Optional<List<Token>> filled = tokens(pattern, false);
        String[] fields = text.split(":", 6);
        if (filled.isEmpty() || fields.length < 6) {
            return false;
        }
        List<List<Token>> segments = segments(filled.get());
        if (segments.size() < 6 && filled.get().stream().allMatch(Char.class::isInstance)) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!matches(segments.get(i), fields[i].codePoints().toArray())) {
                return false;
            }
        }
        return true;
    }

    private static List<List<Token>> segments(List<Token> tokens) {
        List<List<Token>> segments = new ArrayList<>();
        segments.add(new ArrayList<>());
        for (Token token : tokens) {
            if (token.equals(new Char(':')) && segments.size() < 6) {
                segments.add(new ArrayList<>());
            } else {
                segments.getLast().add(token);
            }
        }
        return segments;
    }

    private Optional<List<Token>> tokens(Template pattern, boolean ignoreCase) {
        List<Token> tokens = new ArrayList<>();
        for (Template.Part part : pattern.parts()) {
            switch (part) {
                case Template.Literal literal -> add(literal.text(), ignoreCase, tokens);
                case Template.AnyText ignored -> tokens.add(new Many());
                case Template.AnyCharacter ignored -> tokens.add(new One());
                case Template.Variable variable -> {
                    Optional<String> value = value(variable);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    add(value.get(), ignoreCase, tokens);
                }
            }
        }
        return Optional.of(tokens);
    }

    private Optional<String> value(Template.Variable variable) {
        List<String> values = request.values(variable.key());
        return values.size() == 1 ? Optional.of(values.getFirst()) : variable.ifAbsent();
    }

    private static void add(String text, boolean ignoreCase, List<Token> tokens) {
        text.codePoints().forEach(c -> tokens.add(new Char(fold(c, ignoreCase))));
    }

    /** Greedy matching with one point to come back to, the last star: linear space, at worst quadratic time. */
    private static boolean matches(List<Token> tokens, int[] text) {
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length) {
            if (p < tokens.size() && tokens.get(p) instanceof Many) {
                star = p++;
                resume = t;
            } else if (p < tokens.size() && accepts(tokens.get(p), text[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < tokens.size() && tokens.get(p) instanceof Many) {
            p++;
        }
        return p == tokens.size();
    }

    private static boolean accepts(Token token, int codePoint) {
        return token instanceof One || token.equals(new Char(codePoint));
    }

    /** Character by character: no letter equals two. */
    private static int fold(int codePoint, boolean ignoreCase) {
        return ignoreCase ? Character.toLowerCase(Character.toUpperCase(codePoint)) : codePoint;
    }
}
