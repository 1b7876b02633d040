package io.portcullis.aws.dynamodb;

import static io.portcullis.aws.dynamodb.Attributes.named;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.aws.dynamodb.Row.Claimed;
import io.portcullis.response.FindingStore;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import io.portcullis.response.ResourceHistory;
import io.portcullis.response.ResourceHistory.Next;
import io.portcullis.response.Transition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Keeps findings in DynamoDB, an item a resource. A write holds only if nobody wrote since the read; else the entry is made
 * again from what stands there now, so of two that see the same change one has the news and the other has none. The
 * transitions that a process recorded and did not say it told fall to the next who writes, once they are due.
 *
 * <p>Safe for use by many threads and processes. What DynamoDB refuses is thrown as its own exception.
 */
public final class DynamoDbFindingStore implements FindingStore {

    /** Each lost try means that another writer won, so this many in a row are more than a resource ever sees. */
    private static final int ATTEMPTS = 100;

    private static final Comparator<KeptFinding> BY_RESOURCE_AND_ID = Comparator.comparing(
                    (KeptFinding kept) -> kept.resource().arn())
            .thenComparing(kept -> kept.finding().id());

    private final DynamoDbClient dynamo;
    private final String table;
    private final Duration lease;
    private final Clock clock;

    /**
     * A store in a table.
     *
     * @param lease how long who recorded a transition has to tell it, before it is somebody else's to tell: as long as a
     *     process may take over a change
     */
    public DynamoDbFindingStore(DynamoDbClient dynamo, String table, Duration lease, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public List<Transition> record(String analyzer, Analysis analysis, Instant at) {
        return enter(analyzer, analysis.resource(), history -> history.with(analysis, at));
    }

    @Override
    public List<Transition> add(String analyzer, Analysis soFar, Instant at) {
        return enter(analyzer, soFar.resource(), history -> history.withMore(soFar, at));
    }

    @Override
    public List<Transition> gone(String analyzer, Resource resource, Instant at) {
        return enter(analyzer, resource, history -> history.withGone(resource, at));
    }

    @Override
    public void told(String analyzer, Resource resource, List<Transition> transitions) {
        exchange(analyzer, resource.arn(), row -> new Claimed(row.without(transitions), List.of()));
    }

    @Override
    public Optional<KeptResource> resource(String analyzer, String resourceArn) {
        return row(analyzer, resourceArn).history().last();
    }

    @Override
    public List<KeptResource> resources(String analyzer) {
        return histories(analyzer).flatMap(history -> history.last().stream()).toList();
    }

    @Override
    public Optional<KeptFinding> finding(String analyzer, String id) {
        return histories(analyzer)
                .flatMap(history -> Stream.ofNullable(history.findings().get(id)))
                .findFirst();
    }

    @Override
    public List<KeptFinding> findings(String analyzer) {
        return histories(analyzer)
                .flatMap(history -> history.findings().values().stream())
                .sorted(BY_RESOURCE_AND_ID)
                .toList();
    }

    @Override
    public List<KeptFinding> findings(String analyzer, String resourceArn) {
        return List.copyOf(row(analyzer, resourceArn).history().findings().values());
    }

    @Override
    public List<KeptFinding> update(String analyzer, Collection<String> ids, Status status, Instant at) {
        if (status == Status.RESOLVED) {
            throw new IllegalArgumentException(
                    "A finding is resolved by its access going away, not by hand: set ACTIVE or ARCHIVED");
        }
        Set<String> resources = findings(analyzer).stream()
                .filter(kept -> ids.contains(kept.finding().id()))
                .map(kept -> kept.resource().arn())
                .collect(Collectors.toSet());
        return resources.stream()
                .flatMap(arn -> update(analyzer, arn, ids, status, at).stream())
                .sorted(BY_RESOURCE_AND_ID)
                .toList();
    }

    @Override
    public void forget(String analyzer) {
        for (Map<String, AttributeValue> item : items(analyzer)) {
            dynamo.deleteItem(
                    request -> request.tableName(table).key(Map.of("pk", named("pk", item), "sk", named("sk", item))));
        }
    }

    private List<KeptFinding> update(String analyzer, String arn, Collection<String> ids, Status status, Instant at) {
        List<KeptFinding> changed = new ArrayList<>();
        exchange(analyzer, arn, row -> {
            ResourceHistory next = row.history().withStatus(ids, status, at);
            changed.clear();
            next.findings().values().stream()
                    .filter(finding -> !finding.equals(
                            row.history().findings().get(finding.finding().id())))
                    .forEach(changed::add);
            return new Claimed(row.withHistory(next), List.of());
        });
        return changed;
    }

    private List<Transition> enter(String analyzer, Resource resource, Function<ResourceHistory, Next> entry) {
        return exchange(analyzer, resource.arn(), row -> row.with(entry.apply(row.history()), clock.instant(), lease));
    }

    /** Exchanges a row for the next, made anew from what stands there each time that somebody else was faster. */
    private List<Transition> exchange(String analyzer, String arn, Function<Row, Claimed> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Row before = row(analyzer, arn);
            Claimed after = change.apply(before);
            if (write(analyzer, arn, before.version(), after.row())) {
                return after.transitions();
            }
        }
        throw new IllegalStateException("The row of " + arn + " in the table " + table + " was written by others "
                + ATTEMPTS + " times in a row");
    }

    private boolean write(String analyzer, String arn, long version, Row row) {
        PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(row.item(pk(analyzer), arn));
        if (version == 0) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("version = :version")
                    .expressionAttributeValues(Map.of(":version", AttributeValue.fromN(Long.toString(version))));
        }
        try {
            dynamo.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private Row row(String analyzer, String arn) {
        Map<String, AttributeValue> item = dynamo.getItem(request -> request.tableName(table)
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS(pk(analyzer)), "sk", AttributeValue.fromS(arn))))
                .item();
        return item.isEmpty() ? Row.absent() : Row.of(item);
    }

    /** In the order of the resources' ARNs. */
    private Stream<ResourceHistory> histories(String analyzer) {
        return items(analyzer).stream().map(Row::of).map(Row::history);
    }

    private List<Map<String, AttributeValue>> items(String analyzer) {
        return dynamo
                .queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(analyzer)))))
                .items()
                .stream()
                .toList();
    }

    private static String pk(String analyzer) {
        return "findings " + analyzer;
    }
}
