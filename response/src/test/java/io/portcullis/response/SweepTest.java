package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {

    private final SmallKms kms = new SmallKms();

    @Test
    void answersInTheOrderOfTheListing() {
        List<Resource> keys = IntStream.range(0, 100).mapToObj(SmallKms::key).toList();
        keys.forEach(key -> kms.put(key, RuleAnalyzer.CLOSED));

        assertThat(new Sweep(kms, 8).over(ResourceType.KMS_KEY, key -> key).results())
                .isEqualTo(keys);
    }

    @Test
    void looksAtNoMoreThanSoManyAtATime() {
        IntStream.range(0, 50).forEach(i -> kms.put(SmallKms.key(i), RuleAnalyzer.CLOSED));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        new Sweep(kms, 4).over(ResourceType.KMS_KEY, key -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            return inside.decrementAndGet();
        });
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void goesOnWhenOneKeyCannotBeReadAndSaysSo() {
        kms.put(SmallKms.key(1), RuleAnalyzer.CLOSED);
        kms.put(SmallKms.key(2), RuleAnalyzer.CLOSED);
        kms.put(SmallKms.key(3), "not a policy");
        kms.unreadable.put(SmallKms.key(1).arn(), "AccessDenied");
        Inspector inspector = new Inspector(kms, new RuleAnalyzer());

        assertThat(new Sweep(kms, 8)
                        .over(ResourceType.KMS_KEY, key -> inspector.inspect(key, Instant.EPOCH))
                        .results())
                .extracting(inspection -> switch (inspection) {
                    case Inspection.Analyzed(var state, var analysis) ->
                        analysis.verdict().name();
                    case Inspection.Pending pending -> "pending";
                    case Inspection.Unread(var analysis) -> analysis.reasons().getFirst();
                    case Inspection.Missing(var resource) -> "missing";
                })
                .containsExactly("AccessDenied", "NONE", "UNDECIDED");
    }

    @Test
    void turnsAReadersFaultIntoAnAnswer() {
        kms.put(SmallKms.key(1), RuleAnalyzer.CLOSED);
        kms.beforeRead = () -> {
            throw new IllegalStateException("broken pipe");
        };

        assertThat(new Inspector(kms, new RuleAnalyzer()).inspect(SmallKms.key(1), Instant.EPOCH))
                .isInstanceOfSatisfying(
                        Inspection.Unread.class,
                        unread -> assertThat(unread.analysis().reasons().getFirst())
                                .contains("broken pipe"));
    }

    @Test
    void saysThatAListingIsNotWhole() {
        kms.listingTrouble = Optional.of("page 2: AccessDenied");

        assertThat(new Sweep(kms, 8).over(ResourceType.KMS_KEY, key -> key).incomplete())
                .contains("page 2: AccessDenied");
    }
}
