package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.BucketPolicyStatus;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Difference.Claim;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import io.portcullis.response.FollowUp.AskAgain;
import io.portcullis.response.FollowUp.LookAgain;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00.123456789Z");
    private static final Resource BUCKET =
            new Resource(ResourceType.S3_BUCKET, "arn:aws:s3:::bucket", "111122223333", "*");
    private static final Analysis FULL = new Analysis(
            BUCKET,
            Verdict.PUBLIC,
            List.of(proved(), byAws()),
            List.of("a reason \"quoted\"\n"),
            List.of("a note"),
            Optional.of(new BucketPolicyStatus(true, List.of(0, 2))),
            List.of(new Difference(
                    new TreeMap<>(Map.of("AWS", "*")),
                    new TreeMap<>(Map.of("aws:SourceIp", "10.0.0.0/8")),
                    Optional.of(new Claim(true, List.of("s3:GetObject"))),
                    Optional.empty())));

    private final HistoryJson json = new HistoryJson();

    @Test
    void readsBackEqualWhatItWrote() {
        ResourceHistory history =
                ResourceHistory.empty().with(FULL, T0).history().withStatus(List.of("2"), archived(), T0.plusNanos(1));

        assertThat(json.read(json.write(history))).isEqualTo(history);
        ResourceHistory gone = history.withGone(BUCKET, T0.plusSeconds(5)).history();
        assertThat(json.read(json.write(gone))).isEqualTo(gone);
    }

    @Test
    void readsBackEqualEveryKindOfTransition() {
        KeptFinding kept = new KeptFinding(proved(), BUCKET, KeptFinding.Status.RESOLVED, T0, T0, T0);
        List<Transition> all = List.of(
                new Transition.Opened(kept, true),
                new Transition.Resolved(kept),
                new Transition.Unknown(FULL),
                new Transition.Known(Analysis.unreadable(BUCKET, "why")),
                new Transition.Differed(FULL.differences()),
                new Transition.Agreed(FULL.differences()));

        assertThat(all)
                .allSatisfy(each ->
                        assertThat(json.readTransition(json.write(each))).isEqualTo(each));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> json.read("{\"findings\":[]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"until\"");
    }

    @Test
    void carriesFollowUpsToAnotherProcess() {
        FollowUpJson messages = new FollowUpJson();
        Change change = new Change("event", List.of(BUCKET), "PutBucketPolicy", "arn:aws:iam::111122223333:user/a", T0);
        Analysis waiting = new Analysis(BUCKET, Verdict.UNDECIDED, List.of(), List.of("AWS has yet to answer."));
        List<FollowUp> all = List.of(
                new LookAgain(change, BUCKET),
                new AskAgain(change, BUCKET, new NotYet(T0, Optional.of(T0), waiting, Duration.ZERO), T0, 3),
                new AskAgain(change, BUCKET, new NotYet(T0, Optional.empty(), waiting, Duration.ZERO), T0, 1));

        assertThat(all)
                .allSatisfy(
                        each -> assertThat(messages.read(messages.write(each))).contains(each));
        assertThat(messages.read("{\"source\":\"aws.kms\"}")).isEmpty();
        assertThat(messages.read("no JSON")).isEmpty();
    }

    private static KeptFinding.Status archived() {
        return KeptFinding.Status.ARCHIVED;
    }

    private static Finding proved() {
        return new Finding(
                "1",
                new TreeMap<>(Map.of("AWS", "*")),
                new TreeMap<>(Map.of("aws:SourceIp", "10.0.0.0/8")),
                List.of("s3:GetObject"),
                true,
                new Witness(
                        "arn:aws:iam::999999999999:user/stranger",
                        "s3:GetObject",
                        "arn:aws:s3:::bucket/x",
                        new TreeMap<>(Map.of("aws:SourceIp", List.of("10.0.0.1")))),
                List.of(new Cause.PolicyStatement(1, "Open", 4, "{\n}"), new Cause.KeyGrant("g", "")));
    }

    private static Finding byAws() {
        return new Finding(
                "2",
                new TreeMap<>(Map.of("AWS", "222222222222")),
                new TreeMap<>(),
                List.of(),
                false,
                Optional.empty(),
                List.of());
    }
}
