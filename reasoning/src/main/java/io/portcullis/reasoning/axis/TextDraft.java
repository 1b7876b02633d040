package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A key whose value is one text. */
public final class TextDraft implements Draft {

    private final String key;
    private final boolean optional;
    private Language universe;
    private Optional<String> preferred = Optional.empty();
    private final Map<Language, Integer> tests = new LinkedHashMap<>();

    /**
     * Begins an axis.
     *
     * @param key the base key
     * @param optional whether a request may lack it
     * @param universe the values there are
     */
    public TextDraft(String key, boolean optional, Language universe) {
        this.key = key;
        this.optional = optional;
        this.universe = universe;
    }

    @Override
    public String key() {
        return key;
    }

    /** Adds values to those there are. */
    public void widen(Language more) {
        universe = universe.or(more);
    }

    /** The tests so far, by index. */
    public List<Language> tests() {
        return List.copyOf(tests.keySet());
    }

    /** Adds a test and gives its index in {@link Axis#holds}; equal languages share one. */
    public int test(Language language) {
        return tests.computeIfAbsent(language, added -> tests.size());
    }

    /** Prefers a text as the example of its class. */
    public void prefer(String text) {
        preferred = Optional.of(text);
    }

    /** The values there are. */
    public Language universe() {
        return universe;
    }

    /** The axis with its values all in one atom: no test is told apart. */
    public Axis uncut() {
        List<String> some = List.of(preferred.orElse("?"));
        return new Axis(key, optional ? List.of(List.of(), some) : List.of(some), List.of());
    }

    /** The preferred text where it is of the class, else the class's shortest. */
    private String example(TextClasses.TextClass each) {
        List<Language> all = tests();
        return preferred
                .filter(universe::has)
                .filter(text -> IntStream.range(0, all.size())
                        .allMatch(i -> all.get(i).has(text) == each.signature().get(i)))
                .orElse(each.example());
    }

    @Override
    public Axis cut() throws TooComplex {
        List<TextClasses.TextClass> classes = TextClasses.cut(tests(), universe);
        int shift = optional ? 1 : 0;
        List<List<String>> values = new ArrayList<>();
        if (optional) {
            values.add(List.of());
        }
        classes.forEach(each -> values.add(List.of(example(each))));
        List<Atoms> holds = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            int test = i;
            holds.add(Atoms.where(
                    values.size(),
                    atom -> atom >= shift
                            && classes.get(atom - shift).signature().get(test)));
        }
        return new Axis(key, values, holds);
    }
}
