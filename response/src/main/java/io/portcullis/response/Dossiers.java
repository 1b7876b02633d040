package io.portcullis.response;

import io.portcullis.response.Dossier.Claimed;
import java.util.List;
import java.util.function.Function;

/**
 * Port: a place outside the process that keeps dossiers, one a resource and analyzer. Implementations are safe for use by
 * many threads and processes; what such a place refuses is thrown.
 */
public interface Dossiers {

    /** The dossier of a resource; an {@linkplain Dossier#empty empty} one when there is none. */
    Dossier read(String analyzer, String resourceArn);

    /** All dossiers of an analyzer, ordered by resource ARN. */
    List<Dossier> all(String analyzer);

    /**
     * Exchanges a dossier for the next, with no other exchange of it between.
     *
     * @param change makes the next; called again when somebody else was faster
     * @return the transitions of what was kept
     */
    List<Transition> exchange(String analyzer, String resourceArn, Function<Dossier, Claimed> change);

    /** Forgets everything of an analyzer. */
    void forget(String analyzer);
}
