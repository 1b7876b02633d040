package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the values that elements hold: one text, or one value or a list of them. A subject names the element in errors,
 * and is written only for one.
 */
final class ValueReader {

    private final JsonText json;

    /** The list being read: there is one at a time, for lists of values do not nest. */
    private final List<Scalar> items = new ArrayList<>();

    ValueReader(JsonText json) {
        this.json = json;
    }

    /** Reads one text. */
    String text(Supplier<String> subject) throws PolicyException {
        requireText(subject);
        return json.scalar();
    }

    /** Reads one text or a list of texts. */
    Values texts(Supplier<String> subject) throws PolicyException {
        return values(subject, true);
    }

    /** Reads one text, number or boolean or a list of them. */
    Values scalars(Supplier<String> subject) throws PolicyException {
        return values(subject, false);
    }

    /** Refuses everything but an object at the present token. */
    void requireObject(Supplier<String> subject, String remedy) throws PolicyException {
        if (json.token() != JsonToken.START_OBJECT) {
            throw new PolicyException(subject.get() + " is " + kind() + " where an object belongs", remedy, json.at());
        }
    }

    /** The present token in words. */
    String kind() {
        return switch (json.token()) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case VALUE_STRING, FIELD_NAME -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "no JSON value";
        };
    }

    /** Refuses a member that has no place here. */
    static PolicyException unknown(String subject, JsonText.Members members, List<String> known) {
        String name = members.name();
        return new PolicyException(
                subject + " has an unknown element " + Quoted.of(name),
                Spelling.hint(name, known) + "It may have " + String.join(", ", known),
                members.nameAt());
    }

    private Values values(Supplier<String> subject, boolean onlyText) throws PolicyException {
        if (json.token() != JsonToken.START_ARRAY) {
            return new Values(List.of(scalar(subject, onlyText)), false);
        }
        items.clear();
        while (json.advance() != JsonToken.END_ARRAY) {
            items.add(scalar(subject, onlyText));
        }
        return new Values(items, true);
    }

    private Scalar scalar(Supplier<String> subject, boolean onlyText) throws PolicyException {
        if (onlyText) {
            requireText(subject);
        }
        Scalar.Kind kind = scalarKind(subject);
        Location at = json.at();
        return new Scalar(json.scalar(), kind, at);
    }

    private Scalar.Kind scalarKind(Supplier<String> subject) throws PolicyException {
        return switch (json.token()) {
            case VALUE_STRING -> Scalar.Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalar.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Scalar.Kind.BOOLEAN;
            case VALUE_NULL ->
                throw new PolicyException(
                        subject.get() + " is null", "to test whether a key is absent use the operator Null", json.at());
            case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new PolicyException(
                        subject.get() + " holds " + kind(),
                        "write a text, a number, a boolean or a flat list of them",
                        json.at());
        };
    }

    private void requireText(Supplier<String> subject) throws PolicyException {
        if (json.token() == JsonToken.VALUE_STRING) {
            return;
        }
        boolean scalar = json.token().isScalarValue() && json.token() != JsonToken.VALUE_NULL;
        throw new PolicyException(
                subject.get() + " holds " + kind() + " where text belongs",
                scalar ? "put it in double quotes" : "write text in double quotes",
                json.at());
    }
}
