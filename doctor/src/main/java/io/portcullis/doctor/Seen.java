package io.portcullis.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Things of one kind as far as they could be read.
 *
 * @param all those that were
 * @param incomplete why there may be more, when that is so
 */
public record Seen<T>(List<T> all, Optional<String> incomplete) {
    /** Copies the list. */
    public Seen {
        all = List.copyOf(all);
    }

    /** The whole. */
    public static <T> Seen<T> whole(List<T> all) {
        return new Seen<>(all, Optional.empty());
    }
}
