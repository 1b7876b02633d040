package io.portcullis.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/** The patterns of a bus's rules, compiled into one machine. Immutable and safe for many threads. */
final class Patterns {

    private static final int LONGEST = 4_096;
    private static final int MOST_COMPLEX = 100;

    static final Patterns NONE = new Patterns(Machine.builder().build());

    private final GenericMachine<String> machine;

    private Patterns(GenericMachine<String> machine) {
        this.machine = machine;
    }

    /** Compiles the patterns of those rules that are on. */
    static Patterns of(Collection<BusRule> rules) {
        Machine machine = Machine.builder().build();
        for (BusRule rule : rules) {
            if (rule.enabled()) {
                rule.pattern().ifPresent(pattern -> add(machine, rule.name(), pattern));
            }
        }
        return new Patterns(machine);
    }

    /** Refuses what is no pattern, with event-ruler's own reason. */
    static void check(String pattern) {
        if (pattern.length() > LONGEST) {
            throw Faults.badPattern("It is " + pattern.length() + " characters long, the most is " + LONGEST + ".");
        }
        String fault = JsonRuleCompiler.check(pattern);
        if (fault != null) {
            throw Faults.badPattern(fault);
        }
        Machine machine = Machine.builder().build();
        add(machine, "rule", pattern);
        // Many wildcards in one pattern make matching slow; EventBridge refuses them, too.
        if (machine.evaluateComplexity(new MachineComplexityEvaluator(MOST_COMPLEX)) >= MOST_COMPLEX) {
            throw Faults.badPattern("Rule is too complex - try using fewer wildcard characters or fewer repeating"
                    + " character sequences after a wildcard character");
        }
    }

    private static void add(Machine machine, String name, String pattern) {
        try {
            machine.addRule(name, pattern);
        } catch (IOException | RuntimeException e) {
            throw Faults.badPattern(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }

    /** Whether one event matches one pattern. */
    static boolean matches(String pattern, ObjectNode event) {
        Machine machine = Machine.builder().build();
        add(machine, "rule", pattern);
        return !machine.rulesForJSONEvent(event).isEmpty();
    }

    /** The names of the rules whose patterns match. */
    List<String> matching(Event event) {
        return machine.rulesForJSONEvent(event.tree());
    }
}
