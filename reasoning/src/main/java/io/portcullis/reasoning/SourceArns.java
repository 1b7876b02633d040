package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Patterns of the ARNs for whose sake services call others, under operators that let a wildcard run over colons: where the
 * service is written down and its ARNs have no more than five, there is none to run over.
 */
final class SourceArns {

    static final String KEY = "aws:sourcearn";

    private SourceArns() {}

    /** What is nobody's ARN of the services that such patterns name; empty where they name none. */
    static Optional<Language> nobodys(List<Rule> rules) {
        List<String> patterns =
                TestsOfKey.of(rules, KEY).stream().flatMap(SourceArns::patterns).toList();
        return SixFields.nobodys(
                SixFields.OF_SOURCES,
                service -> patterns.stream().anyMatch(pattern -> pattern.contains(":" + service + ":")));
    }

    private static Stream<String> patterns(Condition condition) {
        Test test = condition.operator().test();
        return test == Test.STRING_LIKE || test == Test.STRING_NOT_LIKE
                ? condition.values().texts().stream().filter(text -> text.indexOf('*') >= 0 || text.indexOf('?') >= 0)
                : Stream.of();
    }

    /** Whether a pattern, in which {@code *} stands for wildcards, has none that may run over a colon. */
    static boolean staysInItsFields(String pattern) {
        String[] fields = pattern.split(":", -1);
        return fields.length == 6
                && fields[1].indexOf('*') < 0
                && SixFields.OF_SOURCES.stream().anyMatch(form -> form.service().equals(fields[2]));
    }
}
