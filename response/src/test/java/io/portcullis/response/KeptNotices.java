package io.portcullis.response;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A publisher that keeps what it is given, and can be out of order. */
final class KeptNotices implements Publisher {

    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final List<List<Undelivered>> retried = new CopyOnWriteArrayList<>();
    final List<Notice> reminders = new CopyOnWriteArrayList<>();
    volatile List<Undelivered> trouble = List.of();

    @Override
    public List<Undelivered> publish(Notice notice) {
        if (trouble.isEmpty()) {
            notices.add(notice);
        }
        return trouble;
    }

    @Override
    public List<Undelivered> retry(Notice notice, List<Undelivered> parts) {
        retried.add(parts);
        return publish(notice);
    }

    @Override
    public void remind(Notice standing) {
        reminders.add(standing);
    }

    /** The transitions so far, each as "Opened *", "Resolved *" and so on. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (Notice notice : notices) {
            for (Transition transition : notice.transitions()) {
                told.add(
                        switch (transition) {
                            case Transition.Opened(KeptFinding kept, boolean again) ->
                                "Opened " + kept.finding().principal().get("AWS") + (again ? " again" : "");
                            case Transition.Resolved(KeptFinding kept) ->
                                "Resolved " + kept.finding().principal().get("AWS");
                            case Transition.Unknown(var analysis) -> "Unknown " + analysis.verdict();
                            case Transition.Known(var analysis) -> "Known " + analysis.verdict();
                            case Transition.Differed(var differences) -> "Differed " + differences.size();
                            case Transition.Agreed(var differences) -> "Agreed " + differences.size();
                        });
            }
        }
        return told;
    }
}
