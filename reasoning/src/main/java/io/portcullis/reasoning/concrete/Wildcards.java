package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Matches texts against values with wildcards and variables, one request at a time. */
final class Wildcards {

    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final Request request;

    Wildcards(Request request) {
        this.request = request;
    }

    /**
     * Whether the text matches.
     *
     * @param globs whether {@code *} and {@code ?} are wildcards in the pattern
     * @param variables whether variables live in it; one without a value matches nothing
     * @param letters which letters are the same
     */
    boolean matches(String pattern, boolean globs, boolean variables, String text, Letters letters) {
        Optional<int[]> codes = codes(pattern, globs, variables, letters);
        return codes.isPresent() && matches(codes.get(), folded(text, letters));
    }

    /**
     * Whether an ARN matches a pattern segment by segment. A pattern of fewer than six segments matches only when it has a
     * wildcard, and then the missing segments count as {@code *}.
     */
    boolean matchesArn(String pattern, boolean variables, String text) {
        Optional<int[]> codes = codes(pattern, true, variables, Letters.EXACT);
        String[] fields = text.split(":", 6);
        if (codes.isEmpty() || fields.length < 6) {
            return false;
        }
        List<int[]> segments = segments(codes.get());
        if (segments.size() < 6 && Arrays.stream(codes.get()).allMatch(code -> code >= 0)) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!matches(segments.get(i), folded(fields[i], Letters.EXACT))) {
                return false;
            }
        }
        return true;
    }

    private static List<int[]> segments(int[] codes) {
        List<int[]> segments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < codes.length && segments.size() < 5; i++) {
            if (codes[i] == ':') {
                segments.add(Arrays.copyOfRange(codes, from, i));
                from = i + 1;
            }
        }
        segments.add(Arrays.copyOfRange(codes, from, codes.length));
        return segments;
    }

    /** The pattern with its variables filled in: characters and wildcards. Filled-in text is literal. */
    private Optional<int[]> codes(String pattern, boolean globs, boolean variables, Letters letters) {
        if (variables && pattern.indexOf('$') >= 0) {
            return filledIn(Template.parse(pattern, globs, true), letters);
        }
        int[] codes = folded(pattern, letters);
        if (globs) {
            for (int i = 0; i < codes.length; i++) {
                codes[i] = codes[i] == '*' ? ANY_TEXT : codes[i] == '?' ? ANY_CHARACTER : codes[i];
            }
        }
        return Optional.of(codes);
    }

    private Optional<int[]> filledIn(Template template, Letters letters) {
        int[] codes = {};
        for (Template.Part part : template.parts()) {
            int[] more = {};
            switch (part) {
                case Template.Literal literal -> more = folded(literal.text(), letters);
                case Template.AnyText ignored -> more = new int[] {ANY_TEXT};
                case Template.AnyCharacter ignored -> more = new int[] {ANY_CHARACTER};
                case Template.Variable variable -> {
                    Optional<String> value = value(variable);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    more = folded(value.get(), letters);
                }
            }
            int length = codes.length;
            codes = Arrays.copyOf(codes, length + more.length);
            System.arraycopy(more, 0, codes, length, more.length);
        }
        return Optional.of(codes);
    }

    private Optional<String> value(Template.Variable variable) {
        List<String> values = request.values(variable.key());
        return values.size() == 1 ? Optional.of(values.getFirst()) : variable.ifAbsent();
    }

    /** Greedy matching with one point to come back to, the last star: linear space, at worst quadratic time. */
    private static boolean matches(int[] pattern, int[] text) {
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == ANY_TEXT) {
                star = p++;
                resume = t;
            } else if (p < pattern.length && (pattern[p] == ANY_CHARACTER || pattern[p] == text[t])) {
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

    /** Character by character: no letter equals two. */
    private static int[] folded(String text, Letters letters) {
        int[] codes = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(codes[count - 1])) {
            codes[count++] = text.codePointAt(i);
        }
        for (int i = 0; i < count; i++) {
            codes[i] = letters.folded(codes[i]);
        }
        return count == codes.length ? codes : Arrays.copyOf(codes, count);
    }
}
