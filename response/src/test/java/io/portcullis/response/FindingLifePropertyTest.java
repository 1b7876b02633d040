package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.KeptFinding.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store against a slow model that tells each finding's whole life anew from everything that ever happened. */
class FindingLifePropertyTest {

    private static final String ANALYZER = "analyzer";
    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00Z");
    private static final List<String> PRINCIPALS = List.of("*", "222222222222", "333333333333", "444444444444");

    /** Something that happened to a key, in the order in which the store heard of it. */
    private sealed interface Event {
        record Analyzed(Resource key, Set<String> principals, boolean certain, Instant at) implements Event {}

        record Gone(Resource key, Instant at) implements Event {}

        record Marked(Resource key, String principal, Status status) implements Event {}
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheModel(long seed) {
        Random random = new Random(seed);
        FindingStore store = new InMemoryFindingStore();
        List<Event> past = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            Map<String, Status> before = statuses(past);
            Event event = event(random, step);
            past.add(event);
            List<Transition> transitions = tell(store, event);
            Map<String, Status> after = statuses(past);
            assertThat(kept(store)).as("seed %d step %d %s", seed, step, event).isEqualTo(after);
            if (!(event instanceof Event.Marked)) {
                assertThat(told(transitions))
                        .as("seed %d step %d %s", seed, step, event)
                        .isEqualTo(news(before, after));
            }
        }
    }

    private static Event event(Random random, int step) {
        Resource key = SmallKms.key(random.nextInt(2));
        Instant at = T0.plusSeconds(step + random.nextInt(-3, 4));
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Event.Gone(key, at);
        } else if (kind <= 2) {
            return new Event.Marked(
                    key,
                    PRINCIPALS.get(random.nextInt(PRINCIPALS.size())),
                    random.nextBoolean() ? Status.ACTIVE : Status.ARCHIVED);
        }
        Set<String> principals =
                PRINCIPALS.stream().filter(p -> random.nextInt(3) > 0).collect(Collectors.toCollection(TreeSet::new));
        return new Event.Analyzed(key, principals, random.nextInt(5) > 0, at);
    }

    private static List<Transition> tell(FindingStore store, Event event) {
        return switch (event) {
            case Event.Analyzed(Resource key, Set<String> principals, boolean certain, Instant at) -> {
                List<Finding> findings =
                        principals.stream().map(p -> finding(key, p)).toList();
                Verdict verdict = certain ? (findings.isEmpty() ? Verdict.NONE : Verdict.EXTERNAL) : Verdict.UNDECIDED;
                yield store.record(
                        ANALYZER, new Analysis(key, verdict, findings, certain ? List.of() : List.of("why")), at);
            }
            case Event.Gone(Resource key, Instant at) -> store.gone(ANALYZER, key, at);
            case Event.Marked(Resource key, String principal, Status status) -> {
                store.update(ANALYZER, List.of(finding(key, principal).id()), status, T0);
                yield List.of();
            }
        };
    }

    /** The model: for each possible finding by itself, its status after all that happened. */
    private static Map<String, Status> statuses(List<Event> past) {
        Map<String, Status> statuses = new TreeMap<>();
        for (int number = 0; number < 2; number++) {
            for (String principal : PRINCIPALS) {
                Resource key = SmallKms.key(number);
                life(past, key, principal)
                        .ifPresent(
                                status -> statuses.put(finding(key, principal).id(), status));
            }
        }
        return statuses;
    }

    private static Optional<Status> life(List<Event> past, Resource key, String principal) {
        Optional<Status> status = Optional.empty();
        Instant latest = Instant.MIN;
        for (Event event : past) {
            switch (event) {
                case Event.Analyzed(Resource of, Set<String> found, boolean certain, Instant at) -> {
                    if (of.equals(key) && !at.isBefore(latest)) {
                        latest = at;
                        if (found.contains(principal)) {
                            status = Optional.of(
                                    status.equals(Optional.of(Status.ARCHIVED)) ? Status.ARCHIVED : Status.ACTIVE);
                        } else if (certain && status.isPresent()) {
                            status = Optional.of(Status.RESOLVED);
                        }
                    }
                }
                case Event.Gone(Resource of, Instant at) -> {
                    if (of.equals(key) && !at.isBefore(latest)) {
                        latest = at;
                        status = status.map(any -> Status.RESOLVED);
                    }
                }
                case Event.Marked(Resource of, String whose, Status next) -> {
                    if (of.equals(key) && whose.equals(principal)) {
                        status = status.map(now -> now == Status.RESOLVED ? now : next);
                    }
                }
            }
        }
        return status;
    }

    private static Set<String> news(Map<String, Status> before, Map<String, Status> after) {
        Set<String> news = new TreeSet<>();
        after.forEach((id, status) -> {
            if (status != before.get(id)) {
                boolean again = before.get(id) == Status.RESOLVED;
                news.add((status == Status.RESOLVED ? "resolved " : again ? "again " : "opened ") + id);
            }
        });
        return news;
    }

    private static Set<String> told(List<Transition> transitions) {
        Set<String> told = new TreeSet<>();
        for (Transition transition : transitions) {
            switch (transition) {
                case Transition.Opened(KeptFinding kept, boolean again) ->
                    told.add((again ? "again " : "opened ") + kept.finding().id());
                case Transition.Resolved(KeptFinding kept) ->
                    told.add("resolved " + kept.finding().id());
                case Transition.Unknown(Analysis analysis) -> {}
                case Transition.Known(Analysis analysis) -> {}
                case Transition.Differed _, Transition.Agreed _ -> {}
            }
        }
        return told;
    }

    private static Map<String, Status> kept(FindingStore store) {
        Map<String, Status> kept = new TreeMap<>();
        store.findings(ANALYZER).forEach(finding -> kept.put(finding.finding().id(), finding.status()));
        return kept;
    }

    private static Finding finding(Resource key, String principal) {
        return RuleAnalyzer.finding(key, principal, new Cause.KeyGrant("g", ""));
    }
}
