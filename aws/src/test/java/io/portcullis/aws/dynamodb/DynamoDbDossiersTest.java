package io.portcullis.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.DurableFindingStore;
import io.portcullis.response.FindingStore;
import io.portcullis.response.InMemoryFindingStore;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.Transition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rules of a finding's life are tested with the store in memory; here it is what a table adds to them. */
class DynamoDbDossiersTest {

    private static final String ANALYZER = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one";
    private static final Resource KEY =
            Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/00000001-0000-0000-0000-000000000000");
    private static final Resource OTHER =
            Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/00000002-0000-0000-0000-000000000000");
    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00.123456Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static LocalTable table;

    @BeforeAll
    static void open() {
        table = LocalTable.open();
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @BeforeEach
    void empty() {
        store(0).forget(ANALYZER);
    }

    @Test
    void keepsWhatTheStoreInMemoryKeeps() {
        FindingStore memory = new InMemoryFindingStore();
        for (FindingStore each : List.of(memory, store(0))) {
            each.record(ANALYZER, found(KEY, "333333333333", "222222222222"), at(0));
            each.record(ANALYZER, unreadable(OTHER), at(1));
            each.update(ANALYZER, List.of(id(KEY, "222222222222")), Status.ARCHIVED, at(2));
            each.record(ANALYZER, found(KEY, "222222222222"), at(3));
        }
        FindingStore again = store(0);
        assertThat(again.findings(ANALYZER)).hasSize(2).isEqualTo(memory.findings(ANALYZER));
        assertThat(again.findings(ANALYZER, KEY.arn())).isEqualTo(memory.findings(ANALYZER, KEY.arn()));
        assertThat(again.resources(ANALYZER)).isEqualTo(memory.resources(ANALYZER));
        assertThat(again.resource(ANALYZER, OTHER.arn())).isEqualTo(memory.resource(ANALYZER, OTHER.arn()));
        assertThat(again.finding(ANALYZER, id(KEY, "333333333333")))
                .isEqualTo(memory.finding(ANALYZER, id(KEY, "333333333333")));
    }

    @Test
    void tellsOneOfManyWritersThatSeeTheSameChange() throws Exception {
        List<Transition> news = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<List<Transition>> writer = () -> store(0).record(ANALYZER, found(KEY, "*"), at(0));
            for (Future<List<Transition>> each : threads.invokeAll(java.util.Collections.nCopies(24, writer))) {
                news.addAll(each.get());
            }
        }
        assertThat(news).hasSize(1).first().isInstanceOf(Transition.Opened.class);
    }

    @Test
    void givesWhatNobodySaidItToldToTheNextWriterOnceItIsDue() {
        List<Transition> news = store(0).record(ANALYZER, found(KEY, "*"), at(0));

        assertThat(store(119).record(ANALYZER, found(KEY, "*"), at(119)))
                .as("the first may still tell it")
                .isEmpty();
        assertThat(store(120).record(ANALYZER, found(KEY, "*"), at(120))).isEqualTo(news);
        assertThat(store(121).record(ANALYZER, found(KEY, "*"), at(121)))
                .as("now it is the second's to tell")
                .isEmpty();
    }

    @Test
    void givesWhatWasToldToNobody() {
        List<Transition> news = store(0).record(ANALYZER, found(KEY, "*"), at(0));
        store(1).told(ANALYZER, KEY, news);

        assertThat(store(1_000).record(ANALYZER, found(KEY, "*"), at(1_000))).isEmpty();
    }

    @Test
    void letsARowExpireOnlyWhenItsResourceIsGoneAndEverybodyWasTold() {
        store(0).told(ANALYZER, KEY, store(0).record(ANALYZER, found(KEY, "*"), at(0)));
        assertThat(item()).doesNotContainKey("expires");
        List<Transition> gone = store(1).gone(ANALYZER, KEY, at(1));
        assertThat(item()).doesNotContainKey("expires");
        store(2).told(ANALYZER, KEY, gone);

        assertThat(Attributes.named("expires", item()).n())
                .isEqualTo(Long.toString(at(1).plus(Duration.ofDays(90)).getEpochSecond()));
    }

    private static Map<String, AttributeValue> item() {
        return table.client()
                .getItem(request -> request.tableName(LocalTable.NAME)
                        .key(Map.of(
                                "pk", AttributeValue.fromS("findings " + ANALYZER),
                                "sk", AttributeValue.fromS(KEY.arn()))))
                .item();
    }

    /** A store of a process at this second. */
    private static FindingStore store(int second) {
        return new DurableFindingStore(
                new DynamoDbDossiers(table.client(), LocalTable.NAME),
                LEASE,
                Clock.fixed(at(second), ZoneId.of("UTC")));
    }

    private static Analysis found(Resource key, String... principals) {
        Analyzer engine = new EmbeddedAnalyzer(new ZoneOfTrust.Account("111122223333"), Settings.DEFAULT);
        String list = String.join(
                "\",\"", java.util.Arrays.stream(principals).sorted().toList());
        String policy = """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":{"AWS":["%s"]},"Action":"kms:Decrypt","Resource":"*"}]}""".formatted(list);
        return engine.analyze(new KeyState(key, policy, List.of()));
    }

    private static Analysis unreadable(Resource key) {
        return Analysis.unreadable(key, "kms:GetKeyPolicy failed");
    }

    private static String id(Resource key, String principal) {
        return found(key, principal).findings().stream()
                .filter(finding -> finding.principal().containsValue(principal))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }
}
