package io.portcullis.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Change;
import io.portcullis.response.CorrectionLog;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.CorrectionRecord.Status;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DynamoDbCorrectionLogTest {

    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00.123456Z");

    private static LocalTable table;

    @BeforeAll
    static void open() {
        table = LocalTable.open();
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @Test
    void keepsCorrectionsOfEachResourceOldestFirstAndFindsThemById() {
        CorrectionLog log = log();
        CorrectionRecord late = entry("a", key(1), 20, Status.DONE);
        CorrectionRecord early = entry("b", key(1), 10, Status.FAILED);
        CorrectionRecord other = entry("c", key(2), 15, Status.DONE);
        List.of(late, early, other).forEach(log::keep);

        assertThat(log.of(key(1).arn())).containsExactly(early, late);
        assertThat(log.all()).containsSubsequence(early, other, late);
        assertThat(log.find("c")).contains(other);
        assertThat(log.find("d")).isEmpty();
    }

    @Test
    void keepsARecordInThePlaceOfTheEarlierOneOfTheSameId() {
        CorrectionLog log = log();
        log.keep(entry("e", key(3), 0, Status.PLANNED));
        CorrectionRecord done = entry("e", key(3), 0, Status.DONE);
        log.keep(done);

        assertThat(log.of(key(3).arn())).containsExactly(done);
    }

    @Test
    void saysThatACorrectionCannotBeKeptBeforeItIsApplied() {
        CorrectionLog nowhere = new DynamoDbCorrectionLog(table.client(), "no-such-table");

        assertThatThrownBy(() -> nowhere.keep(entry("f", key(4), 0, Status.PLANNED)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-such-table");
    }

    private static CorrectionLog log() {
        return new DynamoDbCorrectionLog(table.client(), LocalTable.NAME);
    }

    private static Resource key(int number) {
        return Resource.kmsKey(
                "arn:aws:kms:us-east-1:111122223333:key/%08d-0000-0000-0000-000000000000".formatted(number));
    }

    private static CorrectionRecord entry(String id, Resource key, int second, Status status) {
        ReplaceKeyPolicy step = new ReplaceKeyPolicy("{ \"before\" :\t1 }\r\n", "{\"after\":2}");
        return new CorrectionRecord(
                id,
                "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one",
                T0.plusSeconds(second),
                "portcullis",
                new Change("event", List.of(key), "PutKeyPolicy", "arn:aws:iam::111122223333:user/alice", T0),
                List.of("finding-1", "finding-2"),
                new Correction(new KeyState(key, step.before(), List.of()), List.of(step), "Closes it."),
                List.of(new Applied(step, status, "")),
                Optional.empty(),
                Optional.empty());
    }
}
