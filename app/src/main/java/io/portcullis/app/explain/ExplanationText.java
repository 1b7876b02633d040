package io.portcullis.app.explain;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Explanation;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Reason;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import io.portcullis.app.answer.AnswerText;
import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.PlainText;
import io.portcullis.policy.Location;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an explanation for people. One use. */
final class ExplanationText {

    /** Actions that are written down each time. */
    private static final int FEW = 6;

    private final Output out;
    private final Drawing drawing;
    private final Ink ink;
    private final Set<Drawn> drawn = new HashSet<>();
    private final Map<List<String>, Integer> listed = new HashMap<>();

    ExplanationText(Output out, Drawing drawing, Ink ink) {
        this.out = out;
        this.drawing = drawing;
        this.ink = ink;
    }

    /** What has been drawn already, and where. */
    private record Drawn(Cause cause, List<Location> places) {}

    /** Writes the verdict, each finding with its reasons or what keeps outsiders out, and what is not known. */
    void print(String name, List<String> actions, Explanation explanation) {
        Verdict verdict = explanation.analysis().verdict();
        out.printlnDrawn(ink.heading(verdict.toString()) + "  " + PlainText.of(name)
                + (actions.isEmpty() ? "" : "  (" + PlainText.of(String.join(", ", actions)) + " only)"));
        List<Explanation.Grounds> grounds = explanation.grounds().stream()
                .sorted(Comparator.comparing(Explanation.Grounds::finding, AnswerText.OPEN_FIRST))
                .toList();
        for (int i = 0; i < grounds.size(); i++) {
            print(i + 1, grounds.get(i));
        }
        boolean shut = verdict == Verdict.NONE && explanation.closed().isEmpty();
        if (shut) {
            out.println();
            out.println("  no statement allows anything");
        }
        explanation.closed().forEach(this::print);
        Analysis analysis = explanation.analysis();
        if (!analysis.reasons().isEmpty()
                || !analysis.notes().isEmpty()
                || analysis.bucketPolicyStatus().isPresent()) {
            out.println();
            AnswerText.printBesides(out, analysis);
        }
    }

    private void print(int number, Explanation.Grounds grounds) {
        Finding finding = grounds.finding();
        out.println();
        out.printlnDrawn(ink.heading(number + "  " + (finding.isPublic() ? "anyone" : "outsider") + ": "
                + PlainText.of(AnswerText.entries(finding.principal()))));
        out.println("   may    " + actions(number, finding.actions()));
        if (!finding.condition().isEmpty()) {
            out.println("   when   " + AnswerText.entries(finding.condition()));
        }
        finding.witness()
                .ifPresent(witness -> out.println("   proof  " + proof(witness, isOfAnyone(finding, witness))));
        grounds.allows().forEach(this::print);
        grounds.denies().forEach(this::print);
    }

    /** A long list once. */
    private String actions(int number, List<String> actions) {
        Integer first = actions.size() > FEW ? listed.putIfAbsent(actions, number) : null;
        return first == null ? String.join(", ", actions) : "the " + actions.size() + " actions of " + first;
    }

    /** Whom a provider vouches for is anyone all the same where strangers share the provider; the provider has a name. */
    private static boolean isOfAnyone(Finding finding, Witness witness) {
        return finding.isPublic() && !finding.principal().containsValue(witness.principal());
    }

    private static String proof(Witness witness, boolean isOfAnyone) {
        String context = witness.context().entrySet().stream()
                .map(key -> key.getKey() + " "
                        + key.getValue().stream().map(AnswerText::value).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", "));
        return witness.principal() + (isOfAnyone ? ", whom nothing in the policy names," : "") + " asks for "
                + witness.action() + " on " + witness.resource() + (context.isEmpty() ? "" : " with " + context)
                + ", and is allowed";
    }

    private void print(Reason reason) {
        List<Location> places = reason.marks().stream().map(Reason.Mark::from).toList();
        boolean again = !places.isEmpty() && !drawn.add(new Drawn(reason.cause(), places));
        out.println();
        out.println(
                "   " + AnswerText.describe(reason.cause()) + " " + reason.note() + (again ? " (drawn above)" : ""));
        if (!again) {
            drawing.draw(reason.marks()).forEach(line -> out.printlnDrawn("   " + line));
        }
    }
}
