package io.portcullis.reasoning.text;

import io.portcullis.reasoning.text.Glob.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads globs as tests of the fields of a form. A text of the form fits a glob just when the glob can be read in some way, a
 * piece of it for each field and the rest for the fixed texts, so that each field fits its piece. For one thread.
 */
final class FieldReader {

    /** In place of the number of a test: every value of the field will do. */
    private static final int ANY_VALUE = -1;

    /** Ways to read all globs beyond which the fields are too entangled. */
    private static final int MOST_READINGS = 512;

    /** Characters of the form that are gone through, for all globs, beyond which they are too entangled. */
    private static final int MOST_STEPS = 50_000;

    /** One way to read a glob: the number of the test that each part of the form has to pass. */
    static final class Reading {
        private final int[] tests;
        private final BitSet languages;

        private Reading(int[] tests, BitSet languages) {
            this.tests = tests;
            this.languages = languages;
        }

        /** Whether a value of a part that passes some tests fits. */
        boolean takes(int part, BitSet passed) {
            return tests[part] == ANY_VALUE || passed.get(tests[part]);
        }

        /** The languages that have the glob. */
        BitSet languages() {
            return languages;
        }
    }

    private final List<FieldForm.Part> parts;
    private final List<Map<Glob, Integer>> tests = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();

    /** Where the glob that is being read stands at the beginning of each part. */
    private final int[] stands;

    private int steps;

    FieldReader(FieldForm form) {
        this.parts = form.parts();
        this.stands = new int[parts.size() + 1];
        parts.forEach(ignored -> tests.add(new LinkedHashMap<>()));
    }

    /** The ways to read the globs so far. */
    List<Reading> readings() {
        return readings;
    }

    /** The tests of a part, by number. */
    List<Language> tests(int part) {
        return tests.get(part).keySet().stream().map(Language::of).toList();
    }

    /** Reads a glob in every way; false when there are too many. */
    boolean read(GlobWalk glob, BitSet languages) {
        return follow(glob, 0, languages);
    }

    /** Goes on with a part, from where the glob stands. */
    private boolean follow(GlobWalk glob, int part, BitSet languages) {
        if (part == parts.size()) {
            if (glob.mayEnd(stands[part])) {
                readings.add(new Reading(numbered(glob), languages));
            }
            return readings.size() <= MOST_READINGS;
        }
        steps += parts.get(part).elements().size();
        for (long left = glob.after(parts.get(part), stands[part]); left != 0; left &= left - 1) {
            stands[part + 1] = Long.numberOfTrailingZeros(left);
            if (steps > MOST_STEPS || !follow(glob, part + 1, languages)) {
                return false;
            }
        }
        return true;
    }

    /** The numbers of the tests that the pieces of a glob are, as it has been read; new ones get theirs. */
    private int[] numbered(GlobWalk glob) {
        int[] numbers = new int[parts.size()];
        for (int part = 0; part < numbers.length; part++) {
            List<Element> piece = glob.between(stands[part], stands[part + 1]);
            Map<Glob, Integer> known = tests.get(part);
            numbers[part] = parts.get(part).isWithin(piece)
                    ? ANY_VALUE
                    : known.computeIfAbsent(Glob.of(piece), ignored -> known.size());
        }
        return numbers;
    }
}
