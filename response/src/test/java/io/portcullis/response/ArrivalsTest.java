package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.response.Arrivals.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest extends ResponderBench {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void letsOneInNineWorkInABurstAlsoWhileTheWorkerHasNotLeftYet() {
        List<Ticket> burst = enter(28, "PutKeyPolicy");

        assertThat(burst.stream().map(arrivals::yields).toList())
                .as("the last one has nobody to leave it to")
                .containsExactlyElementsOf(IntStream.range(0, 28)
                        .mapToObj(i -> i % 9 != 8 && i != 27)
                        .toList());
    }

    @Test
    void doesNotAskAgainOneThatWasToldToWork() {
        List<Ticket> burst = enter(10, "PutKeyPolicy");
        burst.subList(0, 8).forEach(arrivals::yields);

        assertThat(arrivals.yields(burst.get(8))).isFalse();
        assertThat(arrivals.yields(burst.get(8))).as("after it has read").isFalse();
        assertThat(arrivals.yields(burst.get(9))).isFalse();
    }

    @Test
    void leavesNothingToACallThatIsLessLikelyToBeTheCause() {
        Ticket put = enter(1, "PutKeyPolicy").getFirst();
        Ticket tag = enter(1, "TagResource").getFirst();

        assertThat(arrivals.yields(put)).isFalse();
        assertThat(arrivals.yields(tag)).isFalse();
    }

    @Test
    void leavesTheWorkToAnEarlierCallThatIsLikelierToBeTheCauseAndWaitsStill() {
        Ticket put = enter(1, "PutKeyPolicy").getFirst();
        Ticket tag = enter(1, "TagResource").getFirst();

        assertThat(arrivals.yields(tag)).isTrue();
        assertThat(arrivals.yields(put)).isFalse();
    }

    @Test
    void leavesNothingToAnEarlierCallThatHasReadAlreadyAndNotLeftYet() {
        Ticket put = enter(1, "PutKeyPolicy").getFirst();
        assertThat(arrivals.yields(put)).as("before it reads").isFalse();
        assertThat(arrivals.yields(put)).as("after it has read").isFalse();
        Ticket tag = enter(1, "TagResource").getFirst();

        assertThat(arrivals.yields(tag)).isFalse();
    }

    @Test
    void leavesNothingToAnEarlierCallThatHasLeftItsOwnWorkAndNotGoneYet() {
        Ticket first = enter(1, "PutKeyPolicy").getFirst();
        Ticket second = enter(1, "PutKeyPolicy").getFirst();
        assertThat(arrivals.yields(first)).isTrue();
        assertThat(arrivals.yields(second)).isFalse();
        arrivals.leave(second);
        Ticket tag = enter(1, "TagResource").getFirst();

        assertThat(arrivals.yields(tag)).as("nobody else would look").isFalse();
    }

    private List<Ticket> enter(int changes, String call) {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            tickets.add(arrivals.enter(KEY.arn(), change(call)));
        }
        return tickets;
    }
}
