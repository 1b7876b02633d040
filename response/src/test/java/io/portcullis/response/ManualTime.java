package io.portcullis.response;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock and a scheduler whose time passes when it is told to. */
final class ManualTime extends Clock implements Scheduler {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingInt(Task::number));
    private Instant now = Instant.parse("2026-11-23T19:30:00Z");
    private int number;

    private record Task(Instant due, int number, Runnable what) {}

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), number++, task));
    }

    /** Lets time pass, and runs what becomes due in it. */
    void pass(Duration time) {
        Instant end = instant().plus(time);
        for (Task task = due(end); task != null; task = due(end)) {
            task.what().run();
        }
        set(end);
    }

    synchronized int waiting() {
        return tasks.size();
    }

    private synchronized @org.jspecify.annotations.Nullable Task due(Instant end) {
        Task next = tasks.peek();
        if (next == null || next.due().isAfter(end)) {
            return null;
        }
        tasks.remove();
        now = next.due();
        return next;
    }

    private synchronized void set(Instant end) {
        now = end;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
