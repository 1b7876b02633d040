package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.CorrectionRecord.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCorrectionLogTest {

    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00.123456789Z");
    private static final String BEFORE = "{\r\n\t\"Version\" : \"2012-10-17\", \"Id\":\"\\u00e9 é ' \"}\n\n";

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItKept() {
        CorrectionLog log = new FolderCorrectionLog(folder.resolve("corrections"));
        CorrectionRecord entry = entry("one", Optional.empty(), Optional.of(T0.plusSeconds(5)));
        log.keep(entry);

        assertThat(new FolderCorrectionLog(folder.resolve("corrections")).find("one"))
                .contains(entry);
    }

    @Test
    void keepsTheDocumentsByteForByte() {
        CorrectionLog log = new FolderCorrectionLog(folder);
        log.keep(entry("one", Optional.empty(), Optional.empty()));

        assertThat(log.find("one").orElseThrow().correction().before().policy()).isEqualTo(BEFORE);
    }

    @Test
    void listsOldestFirstAndReplacesTheSameId() throws IOException {
        CorrectionLog log = new FolderCorrectionLog(folder);
        log.keep(entry("b", Optional.empty(), Optional.empty()));
        log.keep(entry("a", Optional.of("too often"), Optional.empty()));
        log.keep(entry("b", Optional.empty(), Optional.of(T0)));

        assertThat(log.all()).extracting(CorrectionRecord::id).containsExactly("a", "b");
        assertThat(log.find("b").orElseThrow().undone()).contains(T0);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no drafts are left").hasSize(2);
        }
    }

    @Test
    void isEmptyWhereThereIsNoFolderYet() {
        CorrectionLog log = new FolderCorrectionLog(folder.resolve("none"));

        assertThat(log.all()).isEmpty();
        assertThat(log.find("one")).isEmpty();
        assertThat(log.find("../../etc/passwd")).isEmpty();
    }

    @Test
    void namesTheFileAndTheFaultOfWhatItCannotRead() throws IOException {
        Files.writeString(folder.resolve("torn.json"), "{\"id\":\"torn\"");
        Files.writeString(folder.resolve("other.json"), "{}");
        CorrectionLog log = new FolderCorrectionLog(folder);

        assertThatThrownBy(() -> log.find("torn"))
                .hasMessageContaining("torn.json")
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> log.find("other")).hasMessageContaining("\"resource\" is missing");
    }

    private static CorrectionRecord entry(String id, Optional<String> refused, Optional<Instant> undone) {
        Grant grant = new Grant(
                "g1",
                Optional.of("nightly"),
                "arn:aws:iam::222222222222:role/r",
                Optional.of("222222222222"),
                Optional.of(SmallKms.ACCOUNT),
                List.of("Decrypt", "Encrypt"),
                Map.of("a", "b"),
                Map.of("c", "d"),
                Optional.of("arn:aws:s3:::x"));
        KeyState before = new KeyState(SmallKms.key(1), BEFORE, List.of(grant, SmallKms.grant("g2", "1")));
        Correction.Step replace = new Correction.ReplaceKeyPolicy(BEFORE, RuleAnalyzer.CLOSED);
        Correction.Step revoke = new Correction.RevokeGrant(grant);
        Change cause = new Change("e1", List.of(SmallKms.key(1)), "PutKeyPolicy", "alice", T0.minusSeconds(1));
        return new CorrectionRecord(
                id,
                "analyzer",
                T0,
                "portcullis",
                cause,
                List.of("f1", "f2"),
                new Correction(before, List.of(replace, revoke), "Closes it."),
                List.of(new Applied(replace, Status.DONE, ""), new Applied(revoke, Status.FAILED, "throttled")),
                refused,
                undone);
    }
}
