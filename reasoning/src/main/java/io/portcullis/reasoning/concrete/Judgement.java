package io.portcullis.reasoning.concrete;

import java.util.List;
import java.util.Optional;

/**
 * Why a request is allowed or is not.
 *
 * @param allowed whether it is
 * @param unmet for each rule the first element that keeps it from speaking of the request; empty where it does speak of it
 */
public record Judgement(boolean allowed, List<Optional<Element>> unmet) {
    /** Copies the list. */
    public Judgement {
        unmet = List.copyOf(unmet);
    }
}
