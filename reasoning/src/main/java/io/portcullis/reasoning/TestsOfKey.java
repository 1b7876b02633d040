package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;

/** What people are told of the conditions that test a key. */
final class TestsOfKey {

    /** Tests that are named. */
    private static final int SHOWN = 3;

    private TestsOfKey() {}

    /** A base key, then the rules and operators that test it, of many the first. */
    static String named(List<Rule> rules, String base) {
        List<String> tests = rules.stream()
                .flatMap(rule -> rule.statement().conditions().stream()
                        .filter(condition -> Binding.of(ContextKey.of(condition).normalized())
                                .axis()
                                .equals(base))
                        .map(condition ->
                                rule.name() + ", " + condition.operator().written()))
                .distinct()
                .toList();
        String first = String.join("; ", tests.subList(0, Math.min(SHOWN, tests.size())));
        String others = tests.size() > SHOWN ? "; and " + (tests.size() - SHOWN) + " more" : "";
        return tests.isEmpty() ? base : base + " (" + first + others + ")";
    }
}
