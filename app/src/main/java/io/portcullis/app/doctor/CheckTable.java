package io.portcullis.app.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.app.cli.Output;
import io.portcullis.doctor.Check;
import java.util.List;

/** Writes checks: for people a row each with the way out below it, for programs an object a line. */
final class CheckTable {

    private CheckTable() {}

    static void print(Output out, List<Check> checks) {
        int region = width(checks.stream().map(Check::region).toList());
        int what = width(checks.stream().map(Check::what).toList());
        for (Check check : checks) {
            out.println(padded(check.region(), region)
                    + padded(check.what(), what)
                    + padded(state(check), 10)
                    + oneLine(check.says()));
            check.wayOut().forEach(step -> out.println(" ".repeat(region + what) + oneLine(step)));
        }
    }

    static void printJson(Output out, List<Check> checks) {
        JsonMapper json = new JsonMapper();
        for (Check check : checks) {
            ObjectNode line = json.createObjectNode();
            line.put("region", check.region()).put("what", check.what());
            line.put("state", check.state().name()).put("says", check.says());
            check.wayOut().forEach(line.putArray("wayOut")::add);
            out.println(line);
        }
    }

    private static String state(Check check) {
        return switch (check.state()) {
            case IN_PLACE -> "in place";
            case MISSING -> "MISSING";
            case UNKNOWN -> "UNKNOWN";
        };
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
