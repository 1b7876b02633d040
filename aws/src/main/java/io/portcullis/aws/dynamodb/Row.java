package io.portcullis.aws.dynamodb;

import static io.portcullis.aws.dynamodb.Attributes.named;

import io.portcullis.response.Dossier;
import io.portcullis.response.Dossier.Untold;
import io.portcullis.response.HistoryJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A resource's row.
 *
 * @param version how often it was written; 0 when it is not there
 */
record Row(long version, Dossier dossier) {

    private static final HistoryJson JSON = new HistoryJson();

    static Row absent() {
        return new Row(0, Dossier.empty());
    }

    boolean isAbsent() {
        return version == 0;
    }

    Row next(Dossier dossier) {
        return new Row(version + 1, dossier);
    }

    static Row of(Map<String, AttributeValue> item) {
        return new Row(
                Long.parseLong(named("version", item).n()),
                new Dossier(
                        JSON.read(Attributes.unpack(named("history", item))),
                        named("untold", item).l().stream().map(Row::untold).toList()));
    }

    Map<String, AttributeValue> item(String pk, String sk) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromS(sk));
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        item.put("history", Attributes.pack(JSON.write(dossier.history())));
        item.put(
                "untold",
                AttributeValue.fromL(dossier.untold().stream().map(Row::value).toList()));
        dossier.expires()
                .ifPresent(time -> item.put("expires", AttributeValue.fromN(Long.toString(time.getEpochSecond()))));
        return item;
    }

    private static Untold untold(AttributeValue value) {
        return new Untold(
                JSON.readTransition(Attributes.unpack(named("transition", value.m()))),
                Instant.parse(named("due", value.m()).s()));
    }

    private static AttributeValue value(Untold untold) {
        return AttributeValue.fromM(Map.of(
                "transition", Attributes.pack(JSON.write(untold.transition())),
                "due", AttributeValue.fromS(untold.due().toString())));
    }
}
