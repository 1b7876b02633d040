package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Ends;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The values that a key may have. Immutable. */
public interface Universe {

    /** Whether the value is one. */
    boolean has(String value);

    /** All of them. */
    Language language();

    /**
     * Values of which at least one is of every class that the tests can tell apart: the fast way past the automaton, for
     * tests that are simple enough.
     *
     * @return empty when the tests are not
     */
    Optional<List<String>> samples(List<Texts> tests);

    /**
     * The classes that tests can tell apart, where samples of them are not known.
     *
     * @throws TooComplex when the tests are too entangled for what is left of the budget
     */
    default List<TextClass> classes(List<Texts> tests, Budget budget) throws TooComplex {
        return Ends.cut(tests.stream().map(Texts::language).toList(), language(), budget);
    }

    /** Every value of a language. */
    static Universe of(Language language) {
        if (language.globs().stream().allMatch(Glob::isLiteral)) {
            return new Listed(language.globs().stream().map(Glob::beginning).toList());
        }
        boolean plain = language.globs().stream().allMatch(glob -> glob.isLiteral() || glob.isPrefix());
        return plain || language.equals(Language.NON_EMPTY)
                ? new Plain(language)
                : new Shaped(language, none -> Optional.empty());
    }

    /** A few values. */
    record Listed(List<String> values) implements Universe {
        /** Copies the values. */
        public Listed {
            values = List.copyOf(values);
        }

        @Override
        public boolean has(String value) {
            return values.contains(value);
        }

        @Override
        public Language language() {
            return new Language(values.stream().map(Glob::literal).toList());
        }

        @Override
        public Optional<List<String>> samples(List<Texts> tests) {
            return Optional.of(values);
        }
    }

    /** Texts, and all that begins with some others. */
    record Plain(Language language) implements Universe {
        @Override
        public boolean has(String value) {
            return language.equals(Language.NON_EMPTY) ? !value.isEmpty() : language.has(value);
        }

        @Override
        public Optional<List<String>> samples(List<Texts> tests) {
            Mentions mentions = new Mentions();
            boolean simple = mentions.addAll(tests);
            language.globs().forEach(glob -> mentions.add(Texts.of(glob)));
            return simple ? Optional.of(mentions.samples(this)) : Optional.empty();
        }
    }

    /**
     * A language of a form of its own.
     *
     * @param language the values
     * @param fresh a value that is none of those given, if it is easily found
     */
    record Shaped(Language language, Function<Set<String>, Optional<String>> fresh) implements Universe {
        @Override
        public boolean has(String value) {
            return language.has(value);
        }

        @Override
        public Optional<List<String>> samples(List<Texts> tests) {
            Set<String> samples = new LinkedHashSet<>();
            for (Texts test : tests) {
                if (!addTexts(test, samples)) {
                    return Optional.empty();
                }
            }
            Optional<String> other = fresh.apply(samples);
            samples.removeIf(sample -> !has(sample));
            other.ifPresent(samples::add);
            return other.map(found -> List.copyOf(samples));
        }

        private static boolean addTexts(Texts test, Set<String> into) {
            return switch (test) {
                case Texts.One one -> {
                    into.add(one.text());
                    yield true;
                }
                case Texts.Starting all -> all.beginning().isEmpty();
                case Texts.Any any -> any.sets().stream().allMatch(each -> addTexts(each, into));
                case Texts.Own ignored -> false;
                case Language ignored -> false;
            };
        }
    }
}
