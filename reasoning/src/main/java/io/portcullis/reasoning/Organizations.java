package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;

/**
 * Organization paths, {@code o-id/r-root/ou-unit/…/}. The keys are declared multivalued but an account stands in one place,
 * so a request has one path or none.
 */
final class Organizations {

    private static final CharSet LOWER = CharSet.DIGIT.or(CharSet.range('a', 'z'));
    private static final Glob ROOT = Glob.literal("o-")
            .some(CharSet.ALPHANUMERIC)
            .then("/r-")
            .some(LOWER)
            .then("/");

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
    static Language paths(String id) {
        return paths(Language.of(Glob.literal(id)));
    }
}
