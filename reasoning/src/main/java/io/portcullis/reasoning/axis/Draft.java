package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;

/** An axis that still takes tests. Not safe for use by several threads. */
public sealed interface Draft permits TextDraft, ListDraft, LineDraft, SetDraft {

    /** The base key. */
    String key();

    /**
     * Cuts the axis.
     *
     * @param budget work on automata, of which some is used up
     * @throws TooComplex when its tests are too entangled
     */
    Axis cut(Budget budget) throws TooComplex;
}
