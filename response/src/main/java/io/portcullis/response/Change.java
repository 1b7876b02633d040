package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import java.time.Instant;
import java.util.List;

/**
 * A hint that resources' access may have changed. The resources' present state is the truth; this only says where to look
 * and whom to name.
 *
 * @param id the CloudTrail eventID, or an id of its own for schedules and people
 * @param resources the resources it may touch; never empty
 * @param call the API call, such as {@code PutKeyPolicy}, or {@code schedule} or {@code scan}
 * @param actor who made the call: an ARN or service name, or empty text when it is not known
 * @param time when it happened
 */
public record Change(String id, List<Resource> resources, String call, String actor, Instant time) {
    /** Copies the resources. */
    public Change {
        resources = List.copyOf(resources);
    }
}
