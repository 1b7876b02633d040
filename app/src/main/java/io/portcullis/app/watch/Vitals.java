package io.portcullis.app.watch;

import io.portcullis.aws.ChangeQueue;
import io.portcullis.aws.QueueEvent;
import io.portcullis.response.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What became of the messages of this process, and whether it hears of changes. Safe for use by many threads. */
final class Vitals implements Consumer<QueueEvent>, Progress {

    /** A receipt that finds nothing takes {@link ChangeQueue#WAIT}: after three of them something is amiss. */
    private static final Duration SILENCE = ChangeQueue.WAIT.multipliedBy(3);

    private final Clock clock;
    private final Instant started;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong sweeps = new AtomicLong();
    private final AtomicReference<Optional<Instant>> lastReceived = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Instant>> lastSweep = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private final Histogram handling = new Histogram();
    private final Histogram telling = new Histogram();

    Vitals(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public void accept(QueueEvent event) {
        switch (event) {
            case QueueEvent.Received(int messages) -> {
                received.addAndGet(messages);
                lastReceived.set(Optional.of(clock.instant()));
                trouble.set(Optional.empty());
            }
            case QueueEvent.NotReceived(String reason) -> {
                unanswered.incrementAndGet();
                trouble.set(Optional.of(reason));
            }
            case QueueEvent.Handled(Duration took) -> {
                handled.incrementAndGet();
                handling.add(took);
            }
            case QueueEvent.Failed _ -> failed.incrementAndGet();
            case QueueEvent.Malformed _ -> malformed.incrementAndGet();
        }
    }

    @Override
    public void reached(Moment moment) {
        if (moment.stage() == Stage.PUBLISHED) {
            Duration since = Duration.between(moment.change().time(), clock.instant());
            telling.add(since.isNegative() ? Duration.ZERO : since);
        }
    }

    /** Everything is being looked at. */
    void swept() {
        sweeps.incrementAndGet();
        lastSweep.set(Optional.of(clock.instant()));
    }

    /** Why changes may not be heard of now; empty when they are. */
    Optional<String> ailment() {
        Optional<String> told = trouble.get();
        if (told.isPresent()) {
            return told;
        }
        Instant now = clock.instant();
        Duration silent = Duration.between(lastReceived.get().orElse(started), now);
        if (lastReceived.get().isEmpty()) {
            return Optional.of("the queue has not answered yet, for " + silent.toSeconds() + " s");
        }
        return silent.compareTo(SILENCE) <= 0
                ? Optional.empty()
                : Optional.of("nothing has been received for " + silent.toSeconds() + " s, and " + inWork()
                        + " messages are in work, of at most " + ChangeQueue.IN_WORK);
    }

    /** How many messages were taken and are not done with. */
    long inWork() {
        return received.get() - handled.get() - failed.get() - malformed.get();
    }

    /** How many messages were handled. */
    long handled() {
        return handled.get();
    }

    /** Writes all that was measured. */
    void writeTo(Exposition exposition) {
        exposition
                .counter("portcullis_messages_received_total", "Messages received from the queue.", received.get())
                .counter("portcullis_messages_handled_total", "Messages handled and deleted.", handled.get())
                .counter("portcullis_messages_failed_total", "Messages not handled, which come again.", failed.get())
                .counter("portcullis_messages_malformed_total", "Messages that cannot be read.", malformed.get())
                .gauge("portcullis_messages_in_work", "Messages received and not done with.", inWork())
                .counter("portcullis_receive_failures_total", "Times the queue gave no answer.", unanswered.get())
                .counter("portcullis_sweeps_total", "Times everything was put on the queue.", sweeps.get())
                .histogram(
                        "portcullis_message_seconds", "From a message's receipt to its deletion.", handling.counted())
                .histogram("portcullis_notice_seconds", "From a change to when people were told.", telling.counted())
                .time("portcullis_started_timestamp_seconds", "When this process began.", started);
        lastReceived
                .get()
                .ifPresent(at -> exposition.time(
                        "portcullis_last_receive_timestamp_seconds", "When the queue answered last.", at));
        lastSweep
                .get()
                .ifPresent(at -> exposition.time(
                        "portcullis_last_sweep_timestamp_seconds", "When everything was put on the queue last.", at));
    }
}
