package io.portcullis.response;

import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import java.time.Instant;

/**
 * A finding with its life.
 *
 * @param finding the finding
 * @param resource whose access it is
 * @param status where in its life it is
 * @param createdAt when it was first seen
 * @param updatedAt when the finding or its status last changed
 * @param analyzedAt when its resource was last analyzed
 */
public record KeptFinding(
        Finding finding, Resource resource, Status status, Instant createdAt, Instant updatedAt, Instant analyzedAt) {

    /** A finding's status. */
    public enum Status {
        /** The access exists. */
        ACTIVE,
        /** The access exists and was declared intended. */
        ARCHIVED,
        /** The access is gone. */
        RESOLVED
    }
}
