package io.portcullis.aws.dynamodb;

import static io.portcullis.aws.dynamodb.Attributes.named;

import io.portcullis.response.CorrectionJson;
import io.portcullis.response.CorrectionLog;
import io.portcullis.response.CorrectionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Keeps corrections in DynamoDB, an item each, ordered by resource. They never expire: they are what undoing needs, and
 * tell who changed what and why. Safe for use by many threads and processes.
 */
public final class DynamoDbCorrectionLog implements CorrectionLog {

    private static final String PK = "corrections";
    private static final Comparator<CorrectionRecord> OLDEST_FIRST =
            Comparator.comparing(CorrectionRecord::at).thenComparing(CorrectionRecord::id);

    private final DynamoDbClient dynamo;
    private final String table;
    private final CorrectionJson json = new CorrectionJson();

    /** A log in a table, which may be the one of a {@link DynamoDbDossiers}. */
    public DynamoDbCorrectionLog(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void keep(CorrectionRecord entry) {
        try {
            dynamo.putItem(request -> request.tableName(table)
                    .item(Map.of(
                            "pk", AttributeValue.fromS(PK),
                            "sk", AttributeValue.fromS(prefix(entry.resource().arn()) + entry.id()),
                            "id", AttributeValue.fromS(entry.id()),
                            "outcome", AttributeValue.fromS(entry.outcome()),
                            "record", Attributes.pack(json.write(entry)))));
        } catch (SdkException e) {
            throw new UncheckedIOException(
                    "The correction " + entry.id() + " cannot be kept in the table " + table, new IOException(e));
        }
    }

    @Override
    public List<CorrectionRecord> all() {
        return records(QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(PK))));
    }

    @Override
    public List<CorrectionRecord> of(String resourceArn) {
        return records(QueryRequest.builder()
                .keyConditionExpression("pk = :pk and begins_with(sk, :resource)")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(PK), ":resource", AttributeValue.fromS(prefix(resourceArn)))));
    }

    @Override
    public Optional<CorrectionRecord> find(String id) {
        return records(QueryRequest.builder()
                        .keyConditionExpression("pk = :pk")
                        .filterExpression("id = :id")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(PK), ":id", AttributeValue.fromS(id))))
                .stream()
                .findFirst();
    }

    private List<CorrectionRecord> records(QueryRequest.Builder query) {
        return dynamo.queryPaginator(query.tableName(table).consistentRead(true).build()).items().stream()
                .map(this::read)
                .sorted(OLDEST_FIRST)
                .toList();
    }

    private CorrectionRecord read(Map<String, AttributeValue> item) {
        try {
            return json.read(Attributes.unpack(named("record", item)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The correction " + named("sk", item).s() + " in the table " + table + " cannot be read", e);
        }
    }

    private static String prefix(String resourceArn) {
        return resourceArn + " ";
    }
}
