package io.portcullis.doctor;

import io.portcullis.doctor.ChangeEvents.Call;
import io.portcullis.doctor.LoggedEvents.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a trail logs the events by which changes are heard of. EventBridge delivers the calls of an account only where a
 * trail logs them: event history alone does not suffice. Source: EventBridge user guide, "AWS service events delivered via
 * AWS CloudTrail".
 */
public final class TrailCheck {

    private static final String WHAT = "trail";

    private TrailCheck() {}

    /** What one trail does not log of the events. */
    private record Lack(Trail trail, String says, String wayOut) {}

    /** Checks the trails that log in a Region, or might. */
    public static Check of(String region, ChangeEvents events, Seen<Trail> trails) {
        List<String> doubts = new ArrayList<>();
        List<Lack> lacks = new ArrayList<>();
        for (Trail trail : trails.all()) {
            Optional<Lack> lack = lack(trail, region, events);
            if (lack.isPresent()) {
                lacks.add(lack.get());
            } else if (trail.unread().isPresent()) {
                doubts.add(trail.name() + ": " + trail.unread().get());
            } else {
                return Check.inPlace(
                        region,
                        WHAT,
                        trail.name() + " logs the " + events.calls().size() + " calls of " + events.eventSource()
                                + " that change access");
            }
        }
        trails.incomplete().ifPresent(doubts::add);
        if (!doubts.isEmpty()) {
            return Check.unknown(region, WHAT, String.join(" ", doubts));
        }
        return lacks.isEmpty() ? none(region) : lacking(region, lacks);
    }

    private static Check none(String region) {
        return Check.missing(
                region,
                WHAT,
                "there is no trail, so EventBridge hears of no call",
                "aws cloudtrail create-trail --region " + region
                        + " --name portcullis --is-multi-region-trail --s3-bucket-name BUCKET",
                "aws cloudtrail start-logging --region " + region + " --name portcullis");
    }

    private static Check lacking(String region, List<Lack> lacks) {
        Lack nearest = lacks.getFirst();
        return Check.missing(
                region, WHAT, String.join("; ", lacks.stream().map(Lack::says).toList()), nearest.wayOut());
    }

    /** The first thing that keeps the events from being logged, as far as was read. */
    private static Optional<Lack> lack(Trail trail, String region, ChangeEvents events) {
        if (!trail.covers(region)) {
            return Optional.of(new Lack(
                    trail,
                    trail.name() + " logs in " + trail.homeRegion() + " alone",
                    "aws cloudtrail update-trail" + named(trail) + " --is-multi-region-trail"));
        }
        if (events.global() && !trail.globalEvents()) {
            return Optional.of(new Lack(
                    trail,
                    trail.name() + " leaves out the events of global services",
                    "aws cloudtrail update-trail" + named(trail) + " --include-global-service-events"));
        }
        if (trail.unread().isPresent()) {
            return Optional.empty();
        }
        if (!trail.logging()) {
            return Optional.of(
                    new Lack(trail, trail.name() + " is switched off", "aws cloudtrail start-logging" + named(trail)));
        }
        return omission(trail, events).map(omitted -> new Lack(trail, trail.name() + " " + omitted, selectors(trail)));
    }

    private static String selectors(Trail trail) {
        String place = " --region " + trail.homeRegion() + " --trail-name " + trail.arn();
        return "aws cloudtrail put-event-selectors" + place
                + " --event-selectors '[{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true}]'"
                + "  # takes the place of those that aws cloudtrail get-event-selectors" + place + " shows";
    }

    private static Optional<String> omission(Trail trail, ChangeEvents events) {
        Set<String> omitted = new TreeSet<>();
        Set<String> partly = new TreeSet<>();
        for (Call call : events.calls()) {
            Logged logged = LoggedEvents.of(trail.selectors(), events.eventSource(), call);
            switch (logged) {
                case YES -> {}
                case SOME -> partly.add(call.name());
                case NO -> omitted.add(call.name());
            }
        }
        if (omitted.size() == events.calls().size()) {
            return Optional.of("leaves out the write events of " + events.eventSource());
        }
        if (!omitted.isEmpty()) {
            return Optional.of("leaves out " + String.join(", ", omitted));
        }
        return partly.isEmpty()
                ? Optional.empty()
                : Optional.of("logs " + String.join(", ", partly) + " of some callers alone");
    }

    private static String named(Trail trail) {
        return " --region " + trail.homeRegion() + " --name " + trail.arn();
    }
}
