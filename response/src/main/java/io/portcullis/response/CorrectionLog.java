package io.portcullis.response;

import java.util.List;
import java.util.Optional;

/**
 * Port: keeps what was corrected, so that it can be undone. A correction is kept before its first step is applied.
 * Implementations are safe for use by many threads.
 */
public interface CorrectionLog {

    /**
     * Keeps a record, in the place of an earlier one of the same id.
     *
     * @throws java.io.UncheckedIOException when it cannot be kept; then nothing may be applied
     */
    void keep(CorrectionRecord entry);

    /** All records, oldest first. */
    List<CorrectionRecord> all();

    /** The records of one resource, oldest first. */
    default List<CorrectionRecord> of(String resourceArn) {
        return all().stream()
                .filter(entry -> entry.resource().arn().equals(resourceArn))
                .toList();
    }

    /** The record of this id. */
    Optional<CorrectionRecord> find(String id);
}
