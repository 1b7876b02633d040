package io.portcullis.app.answer;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.BucketPolicyStatus;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Witness;
import io.portcullis.app.cli.Output;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes analyses for people. */
public final class AnswerText {

    /** What lets anyone in stands before what lets some outsiders in, and makes the verdict. */
    public static final Comparator<Finding> OPEN_FIRST =
            Comparator.comparing(Finding::isPublic).reversed();

    private AnswerText() {}

    /** Writes the verdict, each finding with its proof and its cause, and what is not known. */
    public static void print(Output out, String name, Analysis analysis) {
        out.println(analysis.verdict() + "  " + name);
        analysis.findings().stream().sorted(OPEN_FIRST).forEach(finding -> print(out, finding));
        printBesides(out, analysis);
    }

    /** Writes what an analysis says besides its findings. */
    public static void printBesides(Output out, Analysis analysis) {
        for (String reason : analysis.reasons()) {
            out.println("  not known: " + reason);
        }
        for (String note : analysis.notes()) {
            out.println("  note: " + note);
        }
        analysis.bucketPolicyStatus()
                .ifPresent(status -> out.println("  S3's own GetBucketPolicyStatus: " + word(status)));
    }

    private static String word(BucketPolicyStatus status) {
        return status.isPublic()
                ? "public, by statement "
                        + status.statements().stream()
                                .map(statement -> String.valueOf(statement + 1))
                                .collect(Collectors.joining(", "))
                : "not public";
    }

    private static void print(Output out, Finding finding) {
        out.println("  " + (finding.isPublic() ? "anyone" : "outsider") + ": " + entries(finding.principal()));
        out.println("    may      " + String.join(", ", finding.actions()));
        if (!finding.condition().isEmpty()) {
            out.println("    when     " + entries(finding.condition()));
        }
        finding.witness().ifPresent(witness -> out.println("    proof    " + proof(witness)));
        for (Cause cause : finding.causes()) {
            out.println("    because  " + describe(cause));
        }
    }

    /** Says what a proof shows: who is allowed what. */
    public static String proof(Witness witness) {
        String context = witness.context().entrySet().stream()
                .map(key -> key.getKey() + "="
                        + key.getValue().stream().map(AnswerText::value).toList())
                .collect(Collectors.joining(", ", " with {", "}"));
        return witness.principal() + " is allowed " + witness.action() + " on " + witness.resource()
                + (witness.context().isEmpty() ? "" : context);
    }

    /** A value so that it is seen even where it is empty. */
    public static String value(String value) {
        return value.isEmpty() ? "\"\"" : value;
    }

    /** Names a statement or grant so that it can be found. */
    public static String describe(Cause cause) {
        return switch (cause) {
            case Cause.PolicyStatement statement ->
                "statement " + (statement.index() + 1) + quoted(statement.sid()) + " on line " + statement.line();
            case Cause.KeyGrant grant -> "grant " + grant.id() + quoted(grant.name());
        };
    }

    /** Map entries as {@code AWS: *, Federated: x}. */
    public static String entries(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return name.isEmpty() ? "" : " \"" + name + "\"";
    }
}
