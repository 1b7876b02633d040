package io.portcullis.app.scan;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Verdict;
import io.portcullis.app.answer.AnswerText;
import io.portcullis.app.cli.Output;
import io.portcullis.response.message.DifferenceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a scan for people: a row a finding, columns as wide as needed. */
final class ScanTable {

    private static final List<String> HEAD = List.of("VERDICT", "RESOURCE", "TO", "ACTIONS", "CONDITION");

    private static final int TO = 2;
    private static final String UNKNOWN = "not known: ";
    private static final String DIFFERS = "differs: ";

    private ScanTable() {}

    /** Writes the rows, in the order given. */
    static void print(Output out, List<Analysis> analyses) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Analysis analysis : analyses) {
            rows.addAll(rows(analysis));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            // Sentences end their row and widen no column.
            boolean isSentence = row.get(TO).startsWith(UNKNOWN) || row.get(TO).startsWith(DIFFERS);
            int columns = isSentence ? TO : widths.length;
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        rows.forEach(row -> out.println(line(row, widths)));
    }

    /**
     * How many resources came to each verdict, such as {@code 3 keys: 1 PUBLIC, 2 NONE}, and how many accounts and Regions
     * could not be read to the end.
     */
    static String summary(List<Analysis> analyses) {
        List<Analysis> keys = analyses.stream()
                .filter(analysis -> !analysis.resource().isAny())
                .toList();
        int unread = analyses.size() - keys.size();
        String verdicts = Arrays.stream(Verdict.values())
                .map(verdict -> keys.stream()
                                .filter(analysis -> analysis.verdict() == verdict)
                                .count()
                        + " " + verdict)
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return keys.size()
                + (keys.size() == 1 ? " key" : " keys")
                + (verdicts.isEmpty() ? "" : ": " + verdicts)
                + (unread == 0
                        ? ""
                        : "; not complete: of " + unread
                                + (unread == 1 ? " account or Region" : " accounts or Regions")
                                + " not all keys are known");
    }

    private static List<List<String>> rows(Analysis analysis) {
        String verdict = analysis.verdict().name();
        String arn = analysis.resource().arn();
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : analysis.findings()) {
            rows.add(List.of(
                    verdict,
                    arn,
                    AnswerText.entries(finding.principal()),
                    String.valueOf(finding.actions().size()),
                    AnswerText.entries(finding.condition())));
        }
        for (String reason : analysis.reasons()) {
            rows.add(List.of(verdict, arn, UNKNOWN + reason.strip().replaceAll("\\s+", " "), "", ""));
        }
        for (Difference difference : analysis.differences()) {
            rows.add(List.of(verdict, arn, DIFFERS + DifferenceText.of(difference), "", ""));
        }
        return rows.isEmpty() ? List.of(List.of(verdict, arn, "", "", "")) : rows;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column))
                    .repeat(' ', Math.max(0, widths[column] - row.get(column).length()) + 2);
        }
        return line.toString().stripTrailing();
    }
}
