package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port: keeps findings per analyzer. Recording is atomic per resource, and recording the same analysis twice changes
 * nothing but {@code analyzedAt}. Implementations are safe for use by many threads.
 */
public interface FindingStore {

    /**
     * Records an analysis: its findings become active (archived ones stay archived), the resource's others resolved. An
     * UNDECIDED or UNREADABLE analysis, and any other that gives reasons for doubt, resolves nothing. An analysis older
     * than the last one of the resource changes nothing.
     *
     * @param analyzer the analyzer's ARN
     * @return what changed, in a stable order
     */
    List<Transition> record(String analyzer, Analysis analysis, Instant at);

    /**
     * Records findings that are certain before the analysis is: they become active (archived ones stay archived), nothing
     * is resolved, and the last analysis stays the one before. What is older than the last entry of the resource changes
     * nothing.
     *
     * @return what changed, in a stable order
     */
    List<Transition> add(String analyzer, Analysis soFar, Instant at);

    /**
     * Records that a resource is gone: its findings are resolved and its analysis forgotten.
     *
     * @return what changed
     */
    List<Transition> gone(String analyzer, Resource resource, Instant at);

    /**
     * Says that everybody has been told of these transitions. A store that outlives the process returns the ones of which
     * that was not said from {@link #record}, {@link #add} and {@link #gone} again, after a while and to one caller at a
     * time: what was recorded by a process that ended before it could tell is not lost.
     */
    default void told(String analyzer, Resource resource, List<Transition> transitions) {}

    /** The last analysis of a resource. */
    Optional<KeptResource> resource(String analyzer, String resourceArn);

    /** The last analyses, ordered by resource ARN. */
    List<KeptResource> resources(String analyzer);

    /** One finding. */
    Optional<KeptFinding> finding(String analyzer, String id);

    /** All findings, ordered by resource ARN and id. */
    List<KeptFinding> findings(String analyzer);

    /** The findings of one resource, ordered by id. */
    List<KeptFinding> findings(String analyzer, String resourceArn);

    /**
     * Sets findings to ACTIVE or ARCHIVED; RESOLVED ones stay as they are.
     *
     * @return the findings that changed
     */
    List<KeptFinding> update(String analyzer, Collection<String> ids, KeptFinding.Status status, Instant at);

    /** Forgets everything of an analyzer. */
    void forget(String analyzer);
}
