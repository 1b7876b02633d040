package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Statements that stand in another one by their words alone, element by element: no matter what the words mean, so that
 * unknown behaviour of AWS and variables, which are the same in both, are no doubt. For one thread.
 */
final class Coverage {

    /** Pairs of statements that are held against each other; after that only statements of the same words are seen. */
    private static final int MOST = 250_000;

    private final List<Spoken> wider;
    private final Set<Spoken> same;
    private int pairs;

    /** By these statements, all of one effect. */
    Coverage(List<Rule> wider) {
        this.wider = wider.stream().map(Spoken::of).toList();
        this.same = this.wider.stream().filter(Spoken::isWhole).collect(Collectors.toSet());
    }

    /** Whether one of them speaks of every request of a statement of the same effect, as far as a bounded look shows. */
    boolean covers(Rule rule) {
        Spoken own = Spoken.of(rule);
        if (same.contains(own)) {
            return true;
        }
        for (Spoken each : wider) {
            if (++pairs > MOST) {
                return false;
            }
            if (each.covers(own)) {
                return true;
            }
        }
        return false;
    }
}
