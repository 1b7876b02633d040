package io.portcullis.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/** Between JSON and the SDK's documents: members that hold any JSON. */
final class Documents {

    private Documents() {}

    static Document read(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Document.fromString(node.textValue());
            case BOOLEAN -> Document.fromBoolean(node.booleanValue());
            case NUMBER -> Document.fromNumber(node.decimalValue());
            case ARRAY -> {
                List<Document> elements = new ArrayList<>();
                node.forEach(element -> elements.add(read(element)));
                yield Document.fromList(elements);
            }
            case OBJECT -> {
                Map<String, Document> members = new LinkedHashMap<>();
                node.properties().forEach(entry -> members.put(entry.getKey(), read(entry.getValue())));
                yield Document.fromMap(members);
            }
            case NULL, MISSING, BINARY, POJO -> Document.fromNull();
        };
    }

    static void write(JsonGenerator out, Document document) throws IOException {
        if (document.isString()) {
            out.writeString(document.asString());
        } else if (document.isBoolean()) {
            out.writeBoolean(document.asBoolean());
        } else if (document.isNumber()) {
            out.writeNumber(document.asNumber().bigDecimalValue());
        } else if (document.isList()) {
            out.writeStartArray();
            for (Document element : document.asList()) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (document.isMap()) {
            out.writeStartObject();
            for (Map.Entry<String, Document> member : document.asMap().entrySet()) {
                out.writeFieldName(member.getKey());
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else {
            out.writeNull();
        }
    }
}
