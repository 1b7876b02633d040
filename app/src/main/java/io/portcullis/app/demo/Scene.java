package io.portcullis.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The steps of one story, noted by many threads and waited for by one. */
final class Scene {

    /** What a whole story has, each so many times: opened and closed are both told. */
    static final List<String> WHOLE = List.of(
            Step.PUT,
            Step.CAUGHT,
            Step.PROVEN,
            Step.PUBLISHED,
            Step.MAILED,
            Step.CORRECTED,
            Step.RESOLVED,
            Step.PUBLISHED,
            Step.MAILED,
            Step.ECHO);

    private final String title;
    private final List<String> whole;
    private final List<Step> steps = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /**
     * A scene in which nothing has happened.
     *
     * @param whole what happens in it, each name so many times
     */
    Scene(String title, List<String> whole) {
        this.title = title;
        this.whole = List.copyOf(whole);
    }

    String title() {
        return title;
    }

    /** Notes that something has just happened. */
    void note(String name, String detail) {
        note(name, System.nanoTime(), detail);
    }

    /** Notes that something happened. */
    void note(String name, long nanoTime, String detail) {
        lock.lock();
        try {
            steps.add(new Step(name, nanoTime, detail));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often a step has happened. */
    long count(String name) {
        lock.lock();
        try {
            return steps.stream().filter(step -> step.name().equals(name)).count();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the story is whole.
     *
     * @return what is missing when the time is over; empty when nothing is
     */
    List<String> await(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!missing().isEmpty() && left > 0) {
                left = more.awaitNanos(left);
            }
            return missing();
        } finally {
            lock.unlock();
        }
    }

    /** The steps so far, in the order of time. */
    List<Step> steps() {
        lock.lock();
        try {
            return steps.stream()
                    .sorted(Comparator.comparingLong(Step::nanoTime))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>(whole);
        steps.forEach(step -> missing.remove(step.name()));
        return missing;
    }
}
