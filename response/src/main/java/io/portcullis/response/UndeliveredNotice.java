package io.portcullis.response;

import java.util.List;

/**
 * A notice that a publisher could not deliver, or not all of it. It is kept and tried again.
 *
 * @param notice the notice
 * @param parts which parts, each with the reason of the last failure
 */
public record UndeliveredNotice(Notice notice, List<Publisher.Undelivered> parts) {
    /** Copies the parts. */
    public UndeliveredNotice {
        parts = List.copyOf(parts);
    }
}
