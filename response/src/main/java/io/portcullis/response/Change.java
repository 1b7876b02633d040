package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A hint that resources' access may have changed. The resources' present state is the truth; this only says where to look
 * and whom to name.
 *
 * @param id the CloudTrail eventID, or an id of its own for schedules and people
 * @param resources the resources it may touch; never empty
 * @param call the API call, such as {@code PutKeyPolicy}, or {@code schedule}, {@code scan}, {@code correction} or
 *     {@code Access Analyzer Finding}
 * @param actor who made the call: an ARN or service name, or empty text when it is not known
 * @param time when it happened
 */
public record Change(String id, List<Resource> resources, String call, String actor, Instant time) {
    private static final String SCHEDULE = "schedule";

    /** As Access Analyzer's events are called. */
    static final String FINDING = "Access Analyzer Finding";

    /** Copies the resources. */
    public Change {
        resources = List.copyOf(resources);
    }

    /** A look at one resource that no event set off, but the schedule. */
    public static Change scheduled(Resource resource, Instant time) {
        return new Change(UUID.randomUUID().toString(), List.of(resource), SCHEDULE, "", time);
    }

    /** Whether it is the word of AWS's analyzer that it has found something or that something is over: nobody's call. */
    public boolean isFinding() {
        return call.equals(FINDING);
    }

    /** Whether it is a tick of the schedule. */
    public boolean isScheduled() {
        return call.equals(SCHEDULE);
    }
}
