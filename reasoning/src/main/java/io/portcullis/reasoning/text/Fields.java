package io.portcullis.reasoning.text;

import io.portcullis.reasoning.text.FieldReader.Reading;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts strings whose forms have fixed texts, as ARNs with ids have, field by field: a field is short and has few classes, and a
 * class of whole strings is one of each field. A joint automaton would walk through the fixed texts of every class again. For
 * one thread.
 */
public final class Fields {

    /** Globs beyond which fields have too many classes together. */
    private static final int MOST_GLOBS = 128;

    /** Ways to fill in the fields that are told apart beyond which there are too many. */
    private static final int MOST_WAYS = 4_096;

    /** Work on all fields. */
    private static final long WORK = 100_000;

    /**
     * Texts of the fields so far.
     *
     * @param open the readings that they fit
     */
    private record Way(BitSet open, String text) {}

    /** The globs of the languages, and which have each. */
    private final List<GlobWalk> walks = new ArrayList<>();

    private final List<BitSet> having = new ArrayList<>();
    private final Budget budget = new Budget(WORK);
    private final Map<Signature, String> classes = new LinkedHashMap<>();

    private Fields() {}

    /**
     * Cuts a universe.
     *
     * @param languages the languages that tell strings apart
     * @param universe the strings there are
     * @return every non-empty class; empty when it takes much work
     */
    public static Optional<List<TextClass>> cut(List<Language> languages, Language universe) {
        Fields fields = new Fields();
        try {
            return fields.take(Language.byGlob(languages)) && fields.addAll(universe)
                    ? Optional.of(fields.classes.entrySet().stream()
                            .map(each -> new TextClass(each.getKey().numbers(), each.getValue()))
                            .toList())
                    : Optional.empty();
        } catch (TooComplex entangled) {
            return Optional.empty();
        }
    }

    /** Takes globs that are neither many nor long. */
    private boolean take(Map<Glob, BitSet> globs) {
        if (globs.size() > MOST_GLOBS
                || globs.keySet().stream().anyMatch(glob -> glob.length() > GlobWalk.MOST_ELEMENTS)) {
            return false;
        }
        globs.forEach((glob, languages) -> {
            walks.add(new GlobWalk(glob.elements()));
            having.add(languages);
        });
        return true;
    }

    private boolean addAll(Language universe) throws TooComplex {
        for (Glob glob : universe.globs()) {
            FieldForm form = FieldForm.of(glob);
            FieldReader reader = new FieldReader(form);
            for (int i = 0; i < walks.size(); i++) {
                if (!reader.read(walks.get(i), having.get(i))) {
                    return false;
                }
            }
            if (!addClasses(form, reader)) {
                return false;
            }
        }
        return true;
    }

    /** Adds the classes of the texts of a form; false when they are too many. */
    private boolean addClasses(FieldForm form, FieldReader reader) throws TooComplex {
        List<Way> ways = List.of(new Way(allOf(reader.readings()), ""));
        for (int part = 0; part < form.parts().size(); part++) {
            List<Way> values = values(form.parts().get(part), reader, part);
            if ((long) ways.size() * values.size() > MOST_WAYS) {
                return false;
            }
            ways = crossed(ways, values);
        }
        for (Way way : ways) {
            BitSet languages = new BitSet();
            for (int i = way.open.nextSetBit(0); i >= 0; i = way.open.nextSetBit(i + 1)) {
                languages.or(reader.readings().get(i).languages());
            }
            classes.putIfAbsent(Signature.of(languages), way.text);
        }
        return true;
    }

    private static BitSet allOf(List<Reading> readings) {
        BitSet all = new BitSet();
        all.set(0, readings.size());
        return all;
    }

    /** A value of each class of a part, with the readings that it fits. */
    private List<Way> values(FieldForm.Part part, FieldReader reader, int number) throws TooComplex {
        List<Reading> readings = reader.readings();
        List<Language> tests = reader.tests(number);
        if (tests.isEmpty()) {
            return List.of(new Way(allOf(readings), part.example()));
        }
        List<Way> values = new ArrayList<>();
        for (TextClass each : Ends.cut(tests, Language.of(Glob.of(part.elements())), budget)) {
            BitSet open = new BitSet();
            for (int i = 0; i < readings.size(); i++) {
                open.set(i, readings.get(i).takes(number, each.signature()));
            }
            values.add(new Way(open, each.example()));
        }
        return values;
    }

    /** Each way with each value behind it, as far as they are told apart. */
    private List<Way> crossed(List<Way> ways, List<Way> values) throws TooComplex {
        if (values.size() == 1) {
            return ways.stream().map(way -> and(way, values.getFirst())).toList();
        }
        Map<Signature, Way> crossed = new LinkedHashMap<>();
        for (Way way : ways) {
            for (Way value : values) {
                budget.spend(1);
                Way both = and(way, value);
                crossed.putIfAbsent(Signature.of(both.open), both);
            }
        }
        return List.copyOf(crossed.values());
    }

    private static Way and(Way way, Way value) {
        BitSet open = (BitSet) way.open.clone();
        open.and(value.open);
        return new Way(open, way.text + value.text);
    }
}
