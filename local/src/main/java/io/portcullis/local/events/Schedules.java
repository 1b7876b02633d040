package io.portcullis.local.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fires the rules that have a rate. Safe for many threads. */
final class Schedules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

    private final Delivery delivery;
    private final Clock clock;
    private final Duration minute;
    private final Map<String, Future<?>> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("events-schedule").daemon().factory());

    Schedules(Delivery delivery, Clock clock, Duration minute) {
        this.delivery = delivery;
        this.clock = clock;
        this.minute = minute;
    }

    /** Refuses what is no schedule expression. */
    static void check(String expression) {
        if (Schedule.parse(expression).isEmpty()) {
            throw Faults.validation("Parameter ScheduleExpression is not valid.");
        }
    }

    /** Starts the rule's clock anew, or stops it when the rule is off or has no schedule. */
    void update(Bus bus, BusRule rule) {
        stop(rule);
        if (rule.enabled()) {
            rule.schedule().flatMap(Schedule::parse).ifPresent(schedule -> start(bus, rule, schedule));
        }
    }

    private void start(Bus bus, BusRule rule, Schedule schedule) {
        switch (schedule) {
            case Schedule.Rate rate -> {
                long nanos = rate.period(minute).toNanos();
                running.put(
                        rule.arn().text(),
                        timer.scheduleAtFixedRate(() -> fire(bus, rule.name()), nanos, nanos, TimeUnit.NANOSECONDS));
            }
            case Schedule.Cron cron ->
                LOG.warn("Rule {}: cron({}) is kept but never fires here; use rate(…)", rule.name(), cron.fields());
        }
    }

    private void fire(Bus bus, String name) {
        try {
            bus.rule(name).filter(BusRule::enabled).ifPresent(rule -> {
                Instant now = clock.instant();
                Event event = Event.of(
                        "aws.events", "Scheduled Event", List.of(rule.arn().text()), Json.object(), now, bus, now);
                delivery.fire(rule, event);
            });
        } catch (RuntimeException failure) {
            // An exception would end the schedule without a word.
            LOG.error("The schedule of rule {} failed once", name, failure);
        }
    }

    void stop(BusRule rule) {
        Future<?> old = running.remove(rule.arn().text());
        if (old != null) {
            old.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
