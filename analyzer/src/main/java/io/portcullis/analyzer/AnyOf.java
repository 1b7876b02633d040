package io.portcullis.analyzer;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of which any one does, as one text: the value itself where it is one, else a list as policies write it, {@code
 * ["vpc-1","vpc-2"]}. Findings of AWS have one text a key.
 */
public final class AnyOf {

    private static final String BEGIN = "[\"";
    private static final String END = "\"]";

    private AnyOf() {}

    /** The text of one value or more. */
    public static String text(List<String> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        StringBuilder text = new StringBuilder("[");
        for (String value : values) {
            text.append(text.length() == 1 ? "\"" : ",\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append(']').toString();
    }

    /** The values of a text: several where it is a list, else the text itself. */
    public static List<String> values(String text) {
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
            return List.of(text);
        }
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = BEGIN.length(); i < text.length() - END.length(); i++) {
            if (text.startsWith("\",\"", i)) {
                values.add(value.toString());
                value.setLength(0);
                i += 2;
            } else {
                i += text.charAt(i) == '\\' ? 1 : 0;
                value.append(text.charAt(i));
            }
        }
        values.add(value.toString());
        return List.copyOf(values);
    }
}
