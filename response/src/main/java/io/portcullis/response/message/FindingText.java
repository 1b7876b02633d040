package io.portcullis.response.message;

import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Finding;
import java.util.Map;
import java.util.stream.Collectors;

/** The parts of a finding in words for people. */
final class FindingText {

    private FindingText() {}

    /** Who has the access, such as {@code the AWS account 222222222222}. */
    static String who(Finding finding) {
        return finding.principal().entrySet().stream().map(FindingText::who).collect(Collectors.joining(", "));
    }

    private static String who(Map.Entry<String, String> principal) {
        boolean aws = principal.getKey().equals("AWS");
        if (aws && principal.getValue().equals("*")) {
            return "anybody who has an AWS account (AWS *)";
        }
        return aws && principal.getValue().matches("\\d{12}")
                ? "the AWS account " + principal.getValue()
                : principal.getKey() + " " + principal.getValue();
    }

    /** What narrows the access; empty text when nothing does. */
    static String condition(Finding finding) {
        return finding.condition().entrySet().stream()
                .map(entry -> entry.getKey() + " is " + entry.getValue())
                .collect(Collectors.joining(", and "));
    }

    /** Where to look for what lets the access in, such as {@code statement 2 "Partners"}. */
    static String place(Cause cause) {
        return switch (cause) {
            case Cause.PolicyStatement(int index, String sid, int line, String text) ->
                "statement " + (index + 1) + (sid.isEmpty() ? "" : " \"" + sid + "\"");
            case Cause.KeyGrant(String id, String name) ->
                "the grant " + (name.isEmpty() ? "" : "\"" + name + "\", ") + "id " + id;
        };
    }
}
