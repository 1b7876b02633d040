package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes paths such as {@code $.Statement[0].Condition.Bool['aws:SecureTransport']}. */
final class JsonPath {

    private JsonPath() {}

    /** The path to where a parser stands; names in it are cut when long, so a path is short whatever the document. */
    static String of(JsonStreamContext context) {
        Deque<String> steps = new ArrayDeque<>();
        for (JsonStreamContext at = context; !at.inRoot(); at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                steps.push("[" + at.getCurrentIndex() + "]");
            } else if (at.hasCurrentName()) {
                steps.push(member(at.getCurrentName()));
            }
        }
        return "$" + String.join("", steps);
    }

    /** The step to a member of an object. */
    static String member(String name) {
        boolean plain = !name.isEmpty() && name.length() <= 60 && name.chars().allMatch(JsonPath::plain);
        return plain ? "." + name : "['" + Quoted.escaped(name, '\'') + "']";
    }

    private static boolean plain(int c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
