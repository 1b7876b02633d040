package io.portcullis.aws.dynamodb;

import static io.portcullis.aws.dynamodb.Attributes.named;

import io.portcullis.response.Dossier;
import io.portcullis.response.Dossier.Claimed;
import io.portcullis.response.Dossiers;
import io.portcullis.response.Transition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Keeps dossiers in DynamoDB, an item a resource. A write holds only if nobody wrote since the read; else the next is made
 * again from what stands there now.
 *
 * <p>Safe for use by many threads and processes. What DynamoDB refuses is thrown as its own exception.
 */
public final class DynamoDbDossiers implements Dossiers {

    /** Each lost try means that another writer won, so this many in a row are more than a resource ever sees. */
    private static final int ATTEMPTS = 100;

    private final DynamoDbClient dynamo;
    private final String table;

    /** The dossiers in a table. */
    public DynamoDbDossiers(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Dossier read(String analyzer, String resourceArn) {
        return row(analyzer, resourceArn).dossier();
    }

    @Override
    public List<Dossier> all(String analyzer) {
        return items(analyzer).map(Row::of).map(Row::dossier).toList();
    }

    @Override
    public List<Transition> exchange(String analyzer, String resourceArn, Function<Dossier, Claimed> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Row before = row(analyzer, resourceArn);
            Claimed after = change.apply(before.dossier());
            if (write(analyzer, resourceArn, before, before.next(after.dossier()))) {
                return after.transitions();
            }
        }
        throw new IllegalStateException("The row of " + resourceArn + " in the table " + table
                + " was written by others " + ATTEMPTS + " times in a row");
    }

    @Override
    public void forget(String analyzer) {
        items(analyzer)
                .forEach(item -> dynamo.deleteItem(request ->
                        request.tableName(table).key(Map.of("pk", named("pk", item), "sk", named("sk", item)))));
    }

    private boolean write(String analyzer, String arn, Row before, Row row) {
        PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(row.item(pk(analyzer), arn));
        if (before.isAbsent()) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("version = :version")
                    .expressionAttributeValues(
                            Map.of(":version", AttributeValue.fromN(Long.toString(before.version()))));
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
    private Stream<Map<String, AttributeValue>> items(String analyzer) {
        return dynamo
                .queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(analyzer)))))
                .items()
                .stream();
    }

    private static String pk(String analyzer) {
        return "findings " + analyzer;
    }
}
