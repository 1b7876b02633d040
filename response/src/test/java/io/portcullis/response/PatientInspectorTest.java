package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Inspection.Analyzed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientInspectorTest {

    private static final Resource KEY = SmallKms.key(1);

    private final ManualTime time = new ManualTime();
    private final SmallKms kms = new SmallKms();
    private final SlowAnalyzer slow = new SlowAnalyzer(time);
    private final List<Duration> pauses = new ArrayList<>();
    private final PatientInspector inspector =
            new PatientInspector(new Inspector(kms, slow), Patience.DEFAULT, time, pause -> {
                pauses.add(pause);
                time.pass(pause);
            });

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private Verdict verdict() {
        kms.put(KEY, ResponderBench.PUBLIC);
        return ((Analyzed) inspector.inspect(KEY)).analysis().verdict();
    }

    @Test
    void waitsLongerEachTime() {
        assertThat(verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(250)).hasSize(6);
    }

    @Test
    void waitsAsLongAsTheAnalyzerWants() {
        slow.pause = Duration.ofSeconds(90);
        assertThat(verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(pauses).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void endsAtTheDeadlineWithWhatIsKnown() {
        slow.delay = Duration.ofHours(1);
        assertThat(verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        PatientInspector interrupted = new PatientInspector(new Inspector(kms, slow), Patience.DEFAULT, time, pause -> {
            throw new InterruptedException();
        });
        kms.put(KEY, ResponderBench.PUBLIC);

        assertThat(((Analyzed) interrupted.inspect(KEY)).analysis().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void refusesPatienceWithoutAPauseOrADeadline() {
        assertThatThrownBy(() -> new Patience(List.of(), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a pause");
        assertThatThrownBy(() -> new Patience(List.of(Duration.ofSeconds(1)), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a deadline");
    }
}
