package io.portcullis.reasoning;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The keys that are given up because their tests are too entangled, so that what the other keys decide still stands. */
final class GivenUp {

    /** Keys that are given up before the whole question is. */
    private static final int MOST = 2;

    private static final Set<String> NEEDED = Set.of(Binding.PRINCIPAL, Binding.ACTION, Binding.RESOURCE);

    private final Map<String, String> reasons = new HashMap<>();

    /** The keys, and why each is given up. */
    Map<String, String> reasons() {
        return reasons;
    }

    /**
     * Gives up one more.
     *
     * @throws Tangled when that is too much to give up
     */
    void add(Tangled tangled) throws Tangled {
        boolean known = reasons.put(tangled.axis(), tangled.reason()) != null;
        if (known || reasons.size() > MOST || tangled.isOfAll() || NEEDED.contains(tangled.axis())) {
            throw tangled;
        }
    }
}
