package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonStreamContext;

/** A path such as {@code $.Statement[0].Condition.Bool['aws:SecureTransport']}, step by step. Immutable. */
sealed interface JsonPath {

    /** Appends the path as text; names in it are cut when long, so it is short whatever the document. */
    void write(StringBuilder out);

    /** The whole document. */
    record Root() implements JsonPath {
        @Override
        public void write(StringBuilder out) {
            out.append('$');
        }
    }

    /** A member of an object. */
    record Member(JsonPath object, String name) implements JsonPath {
        @Override
        public void write(StringBuilder out) {
            object.write(out);
            boolean plain =
                    !name.isEmpty() && name.length() <= 60 && name.chars().allMatch(JsonPath::plain);
            if (plain) {
                out.append('.').append(name);
            } else {
                out.append("['").append(Quoted.escaped(name, '\'')).append("']");
            }
        }
    }

    /** An element of a list. */
    record Element(JsonPath list, int index) implements JsonPath {
        @Override
        public void write(StringBuilder out) {
            list.write(out);
            out.append('[').append(index).append(']');
        }
    }

    /** The path as text. */
    default String written() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** The path to where a parser stands. */
    static JsonPath of(JsonStreamContext context) {
        return context.inRoot() ? new Root() : step(of(context.getParent()), context);
    }

    /** The path to where a parser stands in a list or an object to which the path is known. */
    static JsonPath step(JsonPath container, JsonStreamContext context) {
        if (context.inArray() && context.hasCurrentIndex()) {
            return new Element(container, context.getCurrentIndex());
        }
        return context.hasCurrentName() ? new Member(container, context.getCurrentName()) : container;
    }

    private static boolean plain(int c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
