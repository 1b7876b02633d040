package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.TooComplex;

/**
 * How many states and edges of automata may still be made, so that an answer never depends on the machine's speed. For one
 * thread.
 */
public final class Budget {

    private long left;

    /** So many. */
    public Budget(long states) {
        this.left = states;
    }

    /**
     * Uses some up.
     *
     * @throws TooComplex when there are not so many left
     */
    void spend(long states) throws TooComplex {
        left -= states;
        if (left < 0) {
            throw new TooComplex("its texts can be related in too many ways to follow");
        }
    }

    /** A budget of at most so many, taken from this one. */
    Budget part(long states) {
        long given = Math.max(0, Math.min(states, left));
        left -= given;
        return new Budget(given);
    }
}
