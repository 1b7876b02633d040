package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Organization paths, {@code o-id/r-root/ou-unit/…/}, ids in lower case. The keys are declared multivalued but an account
 * stands in one place, so a request has one path or none. Source: AWS Organizations API reference, Organization, the
 * patterns of ids.
 */
final class Organizations {

    /** The paths that there are. */
    record Paths() implements Universe {
        private static final Pattern ID = Pattern.compile("o-[a-z0-9]+");

        @Override
        public boolean has(String value) {
            return ALL.has(value);
        }

        @Override
        public Language language() {
            return ALL;
        }

        /** Tests of whole ids and whole paths tell apart just those, and all others. */
        @Override
        public Optional<List<String>> samples(List<Texts> tests) {
            Set<String> ids = new LinkedHashSet<>();
            Set<String> paths = new LinkedHashSet<>();
            for (Texts test : tests) {
                if (!collect(test, ids, paths)) {
                    return Optional.empty();
                }
            }
            List<String> samples = new ArrayList<>();
            samples.add(fresh(FRESH, "/r-aaaa/", paths, ids));
            ids.stream()
                    .filter(id -> ID.matcher(id).matches())
                    .forEach(id -> samples.add(fresh(id + "/r-aaa", "/", paths, Set.of())));
            paths.stream().filter(ALL::has).forEach(samples::add);
            return Optional.of(samples);
        }

        private static boolean collect(Texts test, Set<String> ids, Set<String> paths) {
            return switch (test) {
                case Texts.One path -> {
                    paths.add(path.text());
                    yield true;
                }
                case Texts.Starting starting -> {
                    int slash = starting.beginning().indexOf('/');
                    if (slash < 0 || slash < starting.beginning().length() - 1) {
                        yield starting.beginning().isEmpty();
                    }
                    ids.add(starting.beginning().substring(0, slash));
                    yield true;
                }
                case Texts.Any any -> any.sets().stream().allMatch(each -> collect(each, ids, paths));
                case Texts.Own ignored -> false;
                case Language ignored -> false;
            };
        }

        /** A path that none begins like, with letters between the two texts. */
        private static String fresh(String before, String after, Set<String> paths, Set<String> ids) {
            String letters = "a";
            while (ids.contains(before + letters) || isBegun(before + letters + "/", paths)) {
                letters += "a";
            }
            return before + letters + after;
        }

        private static boolean isBegun(String beginning, Set<String> paths) {
            for (String path : paths) {
                if (path.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What an id that is nobody's begins with, so that it is of the length that ids have. */
    private static final String FRESH = "o-aaaaaaaaa";

    private static final CharSet LOWER = CharSet.DIGIT.or(CharSet.range('a', 'z'));
    private static final Glob ROOT =
            Glob.literal("o-").some(LOWER).then("/r-").some(LOWER).then("/");

    private static final Glob BELOW =
            Glob.literal("ou-").some(LOWER.or(CharSet.anyOf("-/"))).then("/");

    /** Every path. */
    static final Language ALL = Language.of(ROOT, ROOT.then(BELOW));

    private Organizations() {}

    /** Every path in one organization. */
    static Language in(String id) {
        Glob root = Glob.literal(id + "/r-").some(LOWER).then("/");
        return Language.of(root, root.then(BELOW));
    }

    /** The paths in organizations whose id is in the language. */
    static Language paths(Language ids) {
        return ids.then(Glob.literal("/").many(CharSet.ANY));
    }

    /** The paths in one organization. */
    static Texts paths(String id) {
        return new Texts.Starting(id + "/");
    }
}
