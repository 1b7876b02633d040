package io.portcullis.doctor;

import io.portcullis.doctor.ChangeEvents.Call;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** Which events a rule's pattern takes, by AWS's own matcher. Pure. */
final class RuleMatch {

    private RuleMatch() {}

    /** The calls whose events a rule takes when it is on; none when its pattern cannot be read. */
    static List<Call> calls(EventRule rule, ChangeEvents events, String account, String region) {
        if (rule.pattern().isEmpty()) {
            return List.of();
        }
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(rule.name(), rule.pattern());
        } catch (IOException | RuntimeException notAPattern) {
            return List.of();
        }
        return events.calls().stream()
                .filter(call -> takes(machine, new SampleEvent(events, call, account, region)))
                .toList();
    }

    private static boolean takes(Machine machine, SampleEvent event) {
        try {
            return !machine.rulesForJSONEvent(event.json()).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("An event that is none: " + event, e);
        }
    }
}
