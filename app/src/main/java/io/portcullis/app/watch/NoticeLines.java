package io.portcullis.app.watch;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import io.portcullis.app.answer.AnswerText;
import io.portcullis.app.cli.Output;
import io.portcullis.response.Change;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import io.portcullis.response.Transition;
import io.portcullis.response.message.DifferenceText;
import java.io.IOException;
import java.util.List;

/**
 * Writes what changed on standard output, a line each. A line that could not be written was not told, and comes again. Safe
 * for use by many threads.
 */
final class NoticeLines implements Publisher {

    private final Output out;

    private final Runnable unread;

    /**
     * Lines that are written here.
     *
     * @param unread told when nobody reads them any more: the pipe that they go to is closed
     */
    NoticeLines(Output out, Runnable unread) {
        this.out = out;
        this.unread = unread;
    }

    @Override
    public List<Undelivered> publish(Notice notice) {
        try {
            for (Transition transition : notice.transitions()) {
                out.tell(line(notice, transition));
            }
            return List.of();
        } catch (IOException unable) {
            if (Output.isUnread(unable)) {
                unread.run();
            }
            return List.of(Undelivered.whole("Standard output cannot be written to: " + unable.getMessage()));
        }
    }

    private static String line(Notice notice, Transition transition) {
        String arn = notice.resource().arn();
        String what = switch (transition) {
            case Transition.Opened(KeptFinding kept, boolean again) ->
                (kept.finding().isPublic() ? "PUBLIC  " : "EXTERNAL  ") + arn + "  to " + to(kept)
                        + (again ? ", again" : "");
            case Transition.Resolved(KeptFinding kept) -> "RESOLVED  " + arn + "  to " + to(kept);
            case Transition.Unknown(Analysis analysis) ->
                analysis.verdict() + "  " + arn + "  " + String.join(" ", analysis.reasons());
            case Transition.Known(Analysis analysis) -> "KNOWN  " + arn + "  " + analysis.verdict() + " again";
            case Transition.Differed(List<Difference> differences) ->
                "DIFFERENCE  " + arn + "  " + DifferenceText.of(differences);
            case Transition.Agreed(List<Difference> differences) ->
                "AGREEMENT  " + arn + "  no more: " + DifferenceText.of(differences);
        };
        return what.strip().replaceAll("[\\r\\n]+", " ") + "  (" + by(notice.change()) + ")";
    }

    private static String to(KeptFinding kept) {
        return AnswerText.entries(kept.finding().principal());
    }

    private static String by(Change change) {
        return change.call() + " of " + change.time() + (change.actor().isEmpty() ? "" : " by " + change.actor());
    }
}
