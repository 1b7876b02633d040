package io.portcullis.doctor;

import java.util.List;

/**
 * A rule of the default event bus.
 *
 * @param name its name
 * @param arn its ARN
 * @param enabled whether it is switched on
 * @param pattern its event pattern; empty text for a rule with a schedule alone
 * @param targets the ARNs of its targets, as far as they were looked at
 */
public record EventRule(String name, String arn, boolean enabled, String pattern, List<String> targets) {
    /** Copies the targets. */
    public EventRule {
        targets = List.copyOf(targets);
    }

    /** The same with these targets. */
    public EventRule with(List<String> others) {
        return new EventRule(name, arn, enabled, pattern, others);
    }
}
