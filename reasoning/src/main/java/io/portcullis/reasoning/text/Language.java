package io.portcullis.reasoning.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A finite union of globs. Languages compare by their globs: equal languages have equal strings, not always the reverse.
 *
 * @param globs the alternatives; none for the empty language
 */
public record Language(List<Glob> globs) implements Texts {

    /** No string. */
    public static final Language NONE = new Language(List.of());

    /** Every string. */
    public static final Language ALL = of(Glob.EMPTY.many(CharSet.ANY));

    /** Every string but the empty one. */
    public static final Language NON_EMPTY = of(Glob.EMPTY.some(CharSet.ANY));

    /** Copies the globs. */
    public Language {
        globs = List.copyOf(globs);
    }

    /** The union of these globs. */
    public static Language of(Glob... globs) {
        return new Language(Arrays.asList(globs));
    }

    @Override
    public boolean has(String text) {
        for (Glob glob : globs) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Language language() {
        return this;
    }

    /** Whether each of these globs is seen to lie in one of the other's; what is not seen may be all the same. */
    public boolean isSeenWithin(Language other) {
        return globs.stream().allMatch(glob -> other.globs.stream().anyMatch(glob::isSeenWithin));
    }

    /** Each glob once, with the numbers of the languages that have it. */
    static Map<Glob, BitSet> byGlob(List<Language> languages) {
        Map<Glob, BitSet> globs = new LinkedHashMap<>();
        for (int language = 0; language < languages.size(); language++) {
            for (Glob glob : languages.get(language).globs) {
                globs.computeIfAbsent(glob, ignored -> new BitSet()).set(language);
            }
        }
        return globs;
    }

    /** The union. */
    public Language or(Language other) {
        return new Language(
                Stream.concat(globs.stream(), other.globs.stream()).distinct().toList());
    }

    /** Every string of this language followed by every string of the glob. */
    public Language then(Glob tail) {
        return new Language(globs.stream().map(glob -> glob.then(tail)).toList());
    }

    /** The glob followed by every string of this language. */
    public Language after(Glob head) {
        return new Language(globs.stream().map(head::then).toList());
    }
}
