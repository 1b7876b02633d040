package io.portcullis.reasoning.text;

import java.util.Optional;

/**
 * How much work on automata may still be done, counted in positions compared with characters and in edges made, so that an
 * answer never depends on the machine's speed. For one thread.
 */
public final class Budget {

    private final Optional<Budget> whole;
    private long left;

    /** So many. */
    public Budget(long states) {
        this(Optional.empty(), states);
    }

    private Budget(Optional<Budget> whole, long states) {
        this.whole = whole;
        this.left = states;
    }

    /**
     * Uses some up.
     *
     * @throws TooComplex when there are not so many left
     */
    public void spend(long states) throws TooComplex {
        left -= states;
        if (whole.isPresent()) {
            whole.get().spend(states);
        }
        if (left < 0) {
            throw new TooComplex("its patterns overlap in too many ways to follow");
        }
    }

    /** How many are left. */
    public long left() {
        return left;
    }

    /** A budget of so many at most; what it uses up, this one does too. */
    public Budget part(long states) {
        return new Budget(Optional.of(this), states);
    }
}
