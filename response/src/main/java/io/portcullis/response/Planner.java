package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.KeyState;
import java.util.Optional;

/** Plans what would close a key to the outsiders of an analysis. Pure; safe for use by many threads. */
@FunctionalInterface
public interface Planner {

    /**
     * Plans a correction.
     *
     * @param analysis of this very state; its findings are those to close
     * @return empty when there is nothing to close
     */
    Optional<Correction> plan(KeyState state, Analysis analysis);
}
