package io.portcullis.response.message;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptResource;
import io.portcullis.response.Notice;
import io.portcullis.response.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The event of the published design: detail type {@code Access Analyzer KMS Findings}, whose detail
 * {@code {"Findings":[…]}} lists what changed, each in the shape of the Access Analyzer API's AnalyzedResource. What is
 * resolved is listed with status RESOLVED, so that the receivers hear when it is over; what cannot be decided or read, and
 * what Access Analyzer and our engine say differently, carries {@code error} and says nothing of {@code isPublic}.
 */
public final class ArticleEvent {

    /** The event's source. */
    public static final String SOURCE = "access-analyzer-kms-function";

    /** The event's detail type. */
    public static final String DETAIL_TYPE = "Access Analyzer KMS Findings";

    /**
     * The most bytes of an entry. EventBridge takes entries below 256 KB; SNS takes messages up to 262,144 bytes, and the
     * event that a rule hands on to a topic has its envelope around the entry.
     */
    public static final int MAX_ENTRY_BYTES = 240 * 1024;

    private static final int MAX_ERROR_CHARACTERS = 2_000;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private final JsonMapper json = new JsonMapper();

    /**
     * One entry for PutEvents.
     *
     * @param resources ARNs
     * @param detail a compact JSON object
     */
    public record Entry(String source, String detailType, List<String> resources, String detail) {
        /** Copies the resources. */
        public Entry {
            resources = List.copyOf(resources);
        }

        /** The size as EventBridge counts it, with a Time set ("Calculating PutEvents event entry size"). */
        public int bytes() {
            return 14
                    + Stream.concat(Stream.of(source, detailType, detail), resources.stream())
                            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                            .sum();
        }
    }

    /** The entries that tell of a notice, each within {@link #MAX_ENTRY_BYTES}; the same ones for the same notice. */
    public List<Entry> entries(Notice notice) {
        List<ObjectNode> findings = notice.transitions().stream()
                .map(transition -> finding(notice, transition))
                .toList();
        List<Entry> entries = new ArrayList<>();
        pack(notice.resource(), findings, entries);
        return entries;
    }

    /** Splits a list that does not fit in halves; a finding that does not fit alone, by its actions. */
    private void pack(Resource resource, List<ObjectNode> findings, List<Entry> entries) {
        Entry entry = entry(resource, findings);
        if (entry.bytes() <= MAX_ENTRY_BYTES) {
            entries.add(entry);
        } else if (findings.size() > 1) {
            halves(findings, half -> {
                pack(resource, half, entries);
                return half;
            });
        } else {
            pack(resource, splitByActions(findings.getFirst()), entries);
        }
    }

    private static List<ObjectNode> splitByActions(ObjectNode finding) {
        List<String> actions = new ArrayList<>();
        finding.path("actions").forEach(action -> actions.add(action.asText()));
        if (actions.size() < 2) {
            throw new IllegalStateException("An event of one action is too large: " + finding.path("resourceArn"));
        }
        return halves(actions, half -> {
            ObjectNode part = finding.deepCopy();
            half.forEach(part.putArray("actions")::add);
            return part;
        });
    }

    private static <T, R> List<R> halves(List<T> list, Function<List<T>, R> each) {
        int middle = list.size() / 2;
        return List.of(each.apply(list.subList(0, middle)), each.apply(list.subList(middle, list.size())));
    }

    private Entry entry(Resource resource, List<ObjectNode> findings) {
        ObjectNode detail = json.createObjectNode();
        detail.putArray("Findings").addAll(findings);
        return new Entry(SOURCE, DETAIL_TYPE, List.of(resource.arn()), detail.toString());
    }

    private ObjectNode finding(Notice notice, Transition transition) {
        return switch (transition) {
            case Transition.Opened(KeptFinding kept, boolean again) -> finding(kept);
            case Transition.Resolved(KeptFinding kept) -> finding(kept);
            case Transition.Unknown(Analysis analysis) ->
                doubt(notice, "ACTIVE", analysis.verdict() + ": " + String.join("; ", analysis.reasons()));
            case Transition.Known(Analysis analysis) ->
                doubt(notice, "RESOLVED", "Decided again: " + analysis.verdict());
            case Transition.Differed(List<Difference> differences) ->
                doubt(notice, "ACTIVE", "Access Analyzer and our engine differ: " + DifferenceText.of(differences));
            case Transition.Agreed(List<Difference> differences) ->
                doubt(notice, "RESOLVED", "They do not differ any more: " + DifferenceText.of(differences));
        };
    }

    private ObjectNode finding(KeptFinding kept) {
        Finding finding = kept.finding();
        ObjectNode node = json.createObjectNode();
        ArrayNode actions = node.putArray("actions");
        finding.actions().forEach(actions::add);
        node.put("analyzedAt", time(kept.analyzedAt()));
        node.put("createdAt", time(kept.createdAt()));
        node.put("isPublic", finding.isPublic());
        resource(node, kept.resource());
        node.put("status", kept.status().name());
        node.put("updatedAt", time(kept.updatedAt()));
        return node;
    }

    private ObjectNode doubt(Notice notice, String status, String text) {
        Optional<KeptResource> kept = notice.kept();
        Instant now = notice.change().time();
        ObjectNode node = json.createObjectNode();
        node.put("analyzedAt", time(kept.map(KeptResource::analyzedAt).orElse(now)));
        node.put("createdAt", time(kept.map(KeptResource::createdAt).orElse(now)));
        node.put("error", text.substring(0, Math.min(text.length(), MAX_ERROR_CHARACTERS)));
        resource(node, notice.resource());
        node.put("status", status);
        node.put("updatedAt", time(kept.map(KeptResource::updatedAt).orElse(now)));
        return node;
    }

    private static void resource(ObjectNode node, Resource resource) {
        node.put("resourceArn", resource.arn());
        node.put("resourceOwnerAccount", resource.account());
        node.put("resourceType", resource.type().cloudFormationName());
    }

    /** As Python's isoformat writes it: microseconds when there are some, {@code +00:00} for UTC. */
    private static String time(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return (time.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS).format(time);
    }
}
