package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Values that are easily made from their beginnings. Where tests name whole values and beginnings only, samples of all
 * classes are found without an automaton: each value that is named; and for each beginning a value that begins so and like
 * no longer one, which every other such value is like.
 *
 * @param language the values
 * @param root a beginning of all of them
 * @param longer values that begin with a text and go on differently at once; none where no value begins so
 */
record Completions(Language language, String root, Function<String, List<String>> longer) implements Universe {

    @Override
    public boolean has(String value) {
        return language.has(value);
    }

    @Override
    public Optional<List<String>> samples(List<Texts> tests) {
        Set<String> texts = new LinkedHashSet<>();
        Set<String> beginnings = new LinkedHashSet<>(List.of(root));
        for (Texts test : tests) {
            if (!collect(test, texts, beginnings)) {
                return Optional.empty();
            }
        }
        List<String> samples = new ArrayList<>();
        for (String beginning : beginnings) {
            List<String> values = longer.apply(beginning);
            Optional<String> sample = values.stream()
                    .filter(value ->
                            has(value) && !texts.contains(value) && !beginsLonger(value, beginning, beginnings))
                    .findFirst();
            if (sample.isEmpty() && !values.isEmpty()) {
                return Optional.empty();
            }
            sample.ifPresent(samples::add);
        }
        texts.stream().filter(this::has).forEach(samples::add);
        return Optional.of(samples);
    }

    private static boolean beginsLonger(String value, String beginning, Set<String> beginnings) {
        return beginnings.stream().anyMatch(longer -> longer.length() > beginning.length() && value.startsWith(longer));
    }

    private boolean collect(Texts test, Set<String> texts, Set<String> beginnings) {
        return switch (test) {
            case Texts.One one -> {
                texts.add(one.text());
                yield true;
            }
            case Texts.Starting starting -> {
                String beginning = starting.beginning();
                if (beginning.startsWith(root)) {
                    beginnings.add(beginning);
                }
                yield true;
            }
            case Texts.Any any -> any.sets().stream().allMatch(each -> collect(each, texts, beginnings));
            case Texts.Own ignored -> false;
            case Language ignored -> false;
        };
    }
}
