package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.KeptFinding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder keeps the rules of a finding's life, and what it adds to them: findings outlive the process. */
class FolderDossiersTest extends FindingStoreContract {

    private static final String ANALYZER = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one";
    private static final Resource KEY = SmallKms.key(1);
    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00.123456789Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FOREVER = ResourceHistory.RESOLVED_KEPT.plusDays(1);

    @TempDir
    private Path folder;

    @Override
    FindingStore open() {
        return store(Duration.ZERO);
    }

    @Test
    void keepsWhatTheStoreInMemoryKeepsForTheNextProcess() {
        FindingStore memory = new InMemoryFindingStore();
        for (FindingStore each : List.of(memory, open())) {
            each.record(ANALYZER, found(KEY, "*", "222222222222"), T0);
            each.record(ANALYZER, found(SmallKms.key(2)), T0);
            each.record("another", found(KEY, "*"), T0);
            each.update(ANALYZER, List.of(found(KEY, "*").findings().getFirst().id()), Status.ARCHIVED, T0);
        }
        FindingStore again = open();
        assertThat(again.findings(ANALYZER)).hasSize(2).isEqualTo(memory.findings(ANALYZER));
        assertThat(again.findings(ANALYZER, KEY.arn())).isEqualTo(memory.findings(ANALYZER, KEY.arn()));
        assertThat(again.resources(ANALYZER)).hasSize(2).isEqualTo(memory.resources(ANALYZER));
        assertThat(again.resource("another", KEY.arn())).isEqualTo(memory.resource("another", KEY.arn()));
    }

    @Test
    void givesNobodyWhatAProcessBeforeHasTold() {
        open().told(ANALYZER, KEY, open().record(ANALYZER, found(KEY, "*"), T0));

        assertThat(store(LEASE).record(ANALYZER, found(KEY, "*"), T0.plus(LEASE)))
                .isEmpty();
    }

    @Test
    void givesTheNextProcessWhatOneBeforeDidNotSayItTold() {
        List<Transition> news = open().record(ANALYZER, found(KEY, "*"), T0);

        assertThat(news).hasSize(1);
        assertThat(store(LEASE.minusSeconds(1)).record(ANALYZER, found(KEY, "*"), T0.plusSeconds(1)))
                .as("the first may still tell it")
                .isEmpty();
        assertThat(store(LEASE).record(ANALYZER, found(KEY, "*"), T0.plusSeconds(2)))
                .isEqualTo(news);
    }

    @Test
    void deletesTheFileOfAResourceThatIsGoneOnceItsFindingsAreForgotten() throws IOException {
        open().record(ANALYZER, found(SmallKms.key(2)), T0);
        open().told(ANALYZER, KEY, open().record(ANALYZER, found(KEY, "*"), T0));
        List<Transition> gone = open().gone(ANALYZER, KEY, T0);

        assertThat(store(FOREVER).findings(ANALYZER)).as("nobody was told yet").hasSize(1);
        open().told(ANALYZER, KEY, gone);
        assertThat(open().findings(ANALYZER)).hasSize(1);
        assertThat(store(FOREVER).findings(ANALYZER)).isEmpty();
        assertThat(files()).hasSize(1);
    }

    @Test
    void namesTheFileAndTheWayOutOfWhatItCannotRead() throws IOException {
        open().record(ANALYZER, found(KEY, "*"), T0);
        Path file = files().getFirst();
        String whole = Files.readString(file);
        for (String torn : List.of("", "{}", whole.substring(0, whole.length() / 2), whole.replace("Opened", "Odd"))) {
            Files.writeString(file, torn);
            assertThatThrownBy(this::open)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("move the file away");
        }
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws IOException {
        Path none = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> FolderDossiers.open(none, Clock.systemUTC())).hasMessageContaining(none.toString());
    }

    @Test
    void leavesNoDraftsAndReadsNone() throws IOException {
        Files.writeString(folder.resolve(".draft.json-1.tmp"), "{");
        open().record(ANALYZER, found(KEY, "*"), T0);
        open().record(ANALYZER, found(KEY), T0.plusSeconds(1));

        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .hasSize(3)
                    .contains(".lock", ".draft.json-1.tmp");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return new ArrayList<>(
                    all.filter(file -> file.toString().endsWith(".json")).toList());
        }
    }

    /** A store of a process that begins so long after the first. */
    private FindingStore store(Duration later) {
        Clock clock = Clock.fixed(T0.plus(later), ZoneOffset.UTC);
        return new DurableFindingStore(FolderDossiers.open(folder, clock), LEASE, clock);
    }

    private static Analysis found(Resource key, String... principals) {
        return new Analysis(
                key,
                principals.length == 0 ? Verdict.NONE : Verdict.PUBLIC,
                Stream.of(principals)
                        .map(principal ->
                                RuleAnalyzer.finding(key, principal, new Cause.PolicyStatement(0, "", 1, "{}")))
                        .toList(),
                List.of());
    }
}
