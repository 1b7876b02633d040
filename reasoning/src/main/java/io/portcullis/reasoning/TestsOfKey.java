package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;

/** The conditions that test a key, and what people are told of them. */
final class TestsOfKey {

    /** Tests that are named. */
    private static final int SHOWN = 3;

    private TestsOfKey() {}

    /** The conditions that test the key of this normalized name. */
    static List<Condition> of(List<Rule> rules, String key) {
        List<Condition> tests = new ArrayList<>();
        for (Rule rule : rules) {
            for (Condition condition : rule.statement().conditions()) {
                if (condition.normalizedKey().equals(key)) {
                    tests.add(condition);
                }
            }
        }
        return tests;
    }

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
