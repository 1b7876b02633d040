package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Publisher.Undelivered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** News that a store gives again until everybody has been told, as one that outlives its processes does. */
class DeliveryTest {

    private final ManualTime time = new ManualTime();
    private final KeptNotices bus = new KeptNotices();
    private final KeptNotices topic = new KeptNotices();
    private final List<Notice> told = new ArrayList<>();
    private final Delivery delivery = new Delivery(List.of(bus, topic), time, ResponseSettings.DEFAULT, told::add);

    @Test
    void doesNotTellAgainWhatIsOnItsWay() {
        topic.trouble = List.of(Undelivered.whole("down"));
        delivery.deliver(notice(unknown("one")));
        delivery.deliver(notice(unknown("one")));
        delivery.deliver(notice(unknown("one"), unknown("two")));
        topic.trouble = List.of();
        time.pass(Duration.ofMinutes(10));

        assertThat(bus.notices)
                .extracting(Notice::transitions)
                .containsExactly(List.of(unknown("one")), List.of(unknown("two")));
        assertThat(told)
                .extracting(Notice::transitions)
                .containsExactly(List.of(unknown("one")), List.of(unknown("two")));
    }

    @Test
    void tellsWhatHappensAgainAlthoughTheSameIsOnItsWay() {
        topic.trouble = List.of(Undelivered.whole("down"));
        delivery.deliver(notice(unknown("one")));
        delivery.deliver(notice(unknown("two")));
        delivery.deliver(notice(unknown("one")));

        assertThat(bus.notices)
                .extracting(Notice::transitions)
                .containsExactly(List.of(unknown("one")), List.of(unknown("two")), List.of(unknown("one")));
    }

    private static Transition unknown(String reason) {
        return new Transition.Unknown(new Analysis(SmallKms.key(1), Verdict.UNDECIDED, List.of(), List.of(reason)));
    }

    private Notice notice(Transition... transitions) {
        return new Notice(
                "analyzer",
                SmallKms.key(1),
                Change.scheduled(SmallKms.key(1), time.instant()),
                time.instant(),
                List.of(transitions),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
