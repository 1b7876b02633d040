package io.portcullis.response;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How to respond.
 *
 * @param parallelism how many resources are looked at at one time, at least 1
 * @param lookAgain how long after a change its resources are looked at again, for KMS shows a new policy within seconds
 * @param lookAgainAtGrants the same after a change of grants, which KMS shows within five minutes
 * @param retryDelivery how long to wait before an undelivered notice is tried again; the last one is for all further times
 * @param keepUndelivered how many notices of one resource wait for one publisher at most; beyond that the oldest is given
 *     up, with an error in the log
 * @param patience how long to wait for an analyzer that has no answer yet; an overdue answer is told as not known, and
 *     still asked for
 * @param remindEvery after how long those are told again how a resource stands who would forget it
 */
public record ResponseSettings(
        int parallelism,
        List<Duration> lookAgain,
        List<Duration> lookAgainAtGrants,
        List<Duration> retryDelivery,
        int keepUndelivered,
        Patience patience,
        Duration remindEvery) {

    /** The calls whose effect may take minutes to be seen (KMS Developer Guide, "Grants": eventual consistency). */
    private static final Set<String> GRANT_CALLS = Set.of("CreateGrant", "RevokeGrant", "RetireGrant");

    /** What no call stands behind that was made just now: the state read is settled. */
    private static final Set<String> OWN_CALLS = Set.of("schedule", "scan", Change.FINDING);

    /**
     * 16 at a time; policies again after 5 s, grants after 1 s, 5 s, 30 s and 5 min; delivery again after 1 s to 5 min;
     * reminders every 30 days, so that two may be missed of the three in the 90 after which Security Hub forgets.
     */
    public static final ResponseSettings DEFAULT = new ResponseSettings(
            16,
            List.of(Duration.ofSeconds(5)),
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5)),
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5)),
            100,
            Patience.DEFAULT,
            Duration.ofDays(30));

    /** Checks the numbers and copies the lists. */
    public ResponseSettings {
        if (parallelism < 1 || keepUndelivered < 1 || retryDelivery.isEmpty() || !remindEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "parallelism, keepUndelivered and remindEvery must be more than nothing and retryDelivery not empty: "
                            + parallelism + ", " + keepUndelivered + ", " + remindEvery + ", " + retryDelivery);
        }
        lookAgain = List.copyOf(lookAgain);
        lookAgainAtGrants = List.copyOf(lookAgainAtGrants);
        retryDelivery = List.copyOf(retryDelivery);
    }

    /** When to look again after this call. */
    List<Duration> lookAgainAfter(String call) {
        if (OWN_CALLS.contains(call)) {
            return List.of();
        }
        return GRANT_CALLS.contains(call) ? lookAgainAtGrants : lookAgain;
    }

    /** How long to wait after so many failed deliveries, at least one. */
    Duration retryAfter(int failures) {
        return retryDelivery.get(Math.min(failures, retryDelivery.size()) - 1);
    }

    /** Whether one of a resource's periods, counted from its first analysis, has ended since the look before. */
    boolean isReminderDue(KeptResource before, Instant at) {
        return periods(before.createdAt(), before.analyzedAt()) < periods(before.createdAt(), at);
    }

    private long periods(Instant from, Instant to) {
        return Duration.between(from, to).dividedBy(remindEvery);
    }
}
