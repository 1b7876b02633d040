package io.portcullis.response.message;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import io.portcullis.response.Change;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.Notice;
import io.portcullis.response.Transition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A notice as a person wants to read it: what is open, to whom, since when and by whose call; a request that proves it; the
 * statement at fault; and the commands that would close it. Or that it is over.
 */
public final class FindingMail {

    private static final int SHOWN_FINDINGS = 10;
    private static final int SHOWN_CAUSES = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");

    private final Optional<UndoCommand> undo;

    /** How a correction is taken back where it is kept. */
    @FunctionalInterface
    public interface UndoCommand {
        /** A command for a shell on the machine that keeps the correction of this id. */
        String of(String id);
    }

    /** Mails that say that what was there before is kept, and no command that puts it back. */
    public FindingMail() {
        this(Optional.empty());
    }

    /** Mails that say how a correction is taken back. */
    public FindingMail(UndoCommand undo) {
        this(Optional.of(undo));
    }

    private FindingMail(Optional<UndoCommand> undo) {
        this.undo = undo;
    }

    /** Writes the mail for a notice. */
    public Mail write(Notice notice) {
        return new Mail(subject(notice), body(notice));
    }

    private static String subject(Notice notice) {
        Resource resource = notice.resource();
        String id = resource.arn().substring(resource.arn().indexOf('/') + 1);
        String shortId = id.length() <= 12 ? id : id.substring(0, 12) + "...";
        String subject = "[Portcullis] " + headline(notice) + ": key " + shortId + " in " + resource.region() + " ("
                + resource.account() + ")";
        String plain = subject.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.substring(0, Math.min(plain.length(), 99));
    }

    private static String headline(Notice notice) {
        if (!opened(notice).isEmpty()) {
            return isPublic(notice) ? "PUBLIC" : "EXTERNAL";
        }
        Optional<Analysis> doubt = doubt(notice);
        if (doubt.isPresent()) {
            return doubt.get().verdict() == Verdict.UNREADABLE ? "UNREADABLE" : "UNDECIDED";
        }
        if (resolved(notice).isEmpty()) {
            return agreement(notice);
        }
        return active(notice).isEmpty() ? "RESOLVED" : "PARTLY RESOLVED";
    }

    private static String agreement(Notice notice) {
        Set<Class<?>> kinds =
                notice.transitions().stream().map(Object::getClass).collect(Collectors.toSet());
        if (kinds.contains(Transition.Differed.class)) {
            return "DIFFERENCE";
        }
        return kinds.contains(Transition.Known.class) ? "DECIDED" : "AGREEMENT";
    }

    private static String lead(Notice notice) {
        return switch (headline(notice)) {
            case "PUBLIC" -> "Anybody who has an AWS account can reach this KMS key.";
            case "EXTERNAL" -> "Somebody outside the zone of trust can reach this KMS key.";
            case "UNREADABLE" -> "Who reaches this KMS key cannot be said: it could not be read.";
            case "UNDECIDED" -> "Who reaches this KMS key cannot be said for sure.";
            case "RESOLVED" -> over(notice);
            case "DIFFERENCE" ->
                "AWS's Access Analyzer and our engine say different things about who reaches this KMS key.";
            case "AGREEMENT" -> "AWS's Access Analyzer and our engine do not differ as before about this KMS key.";
            case "PARTLY RESOLVED" -> "Some outside access to this KMS key is gone; some is left.";
            default -> "Who reaches this KMS key can be said again.";
        };
    }

    private static String over(Notice notice) {
        if (notice.kept().isEmpty()) {
            return "It is over: this KMS key does not exist any more.";
        }
        return archived(notice).isEmpty()
                ? "It is over: nobody outside the zone of trust reaches this KMS key any more."
                : "It is over: nobody outside the zone of trust reaches this KMS key any more,\n"
                        + "but for what was archived as intended.";
    }

    private String body(Notice notice) {
        Lines lines = new Lines();
        lines.paragraph(lead(notice)).blank();
        head(notice, lines);
        List<Transition.Opened> opened = opened(notice);
        opened.stream().limit(SHOWN_FINDINGS).forEach(open -> opened(open, lines));
        if (opened.size() > SHOWN_FINDINGS) {
            lines.blank().text("And " + (opened.size() - SHOWN_FINDINGS) + " more findings are open.");
        }
        doubt(notice).ifPresent(analysis -> doubt(analysis, lines));
        resolved(notice)
                .forEach(kept -> lines.blank()
                        .text("CLOSED: " + FindingText.who(kept.finding()))
                        .blank()
                        .field("Was open", time(kept.createdAt()) + " to " + time(kept.updatedAt()))
                        .field("Finding", kept.finding().id()));
        remaining(notice, lines);
        differences(notice, lines);
        agreed(notice).forEach(each -> lines.blank().text("AGREED: " + DifferenceText.of(each)));
        notice.correction().ifPresent(done -> corrected(done, lines));
        notice.plan().ifPresent(plan -> plan(notice.resource(), plan, lines));
        return lines.toString();
    }

    private static void head(Notice notice, Lines lines) {
        Change change = notice.change();
        lines.field("Key", notice.resource().arn());
        lines.field(
                "Account",
                notice.resource().account() + ", Region " + notice.resource().region());
        lines.field(
                "After",
                change.call() + (change.actor().isEmpty() ? "" : " by " + change.actor()) + " at "
                        + time(change.time()));
        notice.kept().ifPresent(kept -> lines.field("Analyzed", time(kept.analyzedAt())));
    }

    private static void differences(Notice notice, Lines lines) {
        List<Difference> differences =
                notice.kept().map(kept -> kept.analysis().differences()).orElse(List.of());
        if (!differences.isEmpty()) {
            lines.blank().text("WHERE AWS AND OUR ENGINE DIFFER").blank();
            differences.stream().limit(SHOWN_FINDINGS).forEach(each -> lines.text("  - " + DifferenceText.of(each)));
        }
    }

    private static void opened(Transition.Opened open, Lines lines) {
        KeptFinding kept = open.finding();
        Finding finding = kept.finding();
        lines.blank().text("OPEN" + (open.again() ? " AGAIN" : "") + ": " + FindingText.who(finding));
        lines.blank();
        lines.field("May call", String.join(", ", finding.actions()));
        lines.field("Provided", condition(finding));
        lines.field("Since", time(kept.updatedAt()) + (open.again() ? ", first seen " + time(kept.createdAt()) : ""));
        lines.field("Finding", finding.id());
        finding.witness().ifPresentOrElse(witness -> witness(witness, lines), () -> reportedByAws(lines));
        finding.causes().stream().limit(SHOWN_CAUSES).forEach(cause -> cause(cause, lines));
        if (finding.causes().size() > SHOWN_CAUSES) {
            lines.blank().text("  And " + (finding.causes().size() - SHOWN_CAUSES) + " more statements or grants.");
        }
    }

    private static void witness(Witness witness, Lines lines) {
        lines.blank().text("  The proof: this request is allowed.");
        lines.text("    principal  " + witness.principal());
        lines.text("    action     " + witness.action());
        lines.text("    resource   " + witness.resource());
        witness.context()
                .forEach((key, values) -> lines.text("    with       " + key + " = " + String.join(", ", values)));
    }

    private static void reportedByAws(Lines lines) {
        lines.blank()
                .text("  Reported by AWS's Access Analyzer, which gives no proof and names no statement; so no")
                .text("  correction is planned for it.");
    }

    private static void cause(Cause cause, Lines lines) {
        lines.blank();
        String place = "  Let in by " + FindingText.place(cause);
        switch (cause) {
            case Cause.PolicyStatement(int index, String sid, int line, String text) ->
                lines.text(place + " of the key policy, line " + line + ":").numbered(line, text);
            case Cause.KeyGrant grant -> lines.text(place + ".");
        }
    }

    private static void doubt(Analysis analysis, Lines lines) {
        lines.blank().text("NOT KNOWN").blank();
        analysis.reasons().forEach(reason -> lines.text("  - " + reason));
        lines.blank()
                .text("  Take it for open until it can be decided. What was open before is still counted as open.");
    }

    private static void remaining(Notice notice, Lines lines) {
        Set<String> told = opened(notice).stream()
                .map(open -> open.finding().finding().id())
                .collect(Collectors.toSet());
        List<KeptFinding> others = active(notice).stream()
                .filter(kept -> !told.contains(kept.finding().id()))
                .toList();
        if (!others.isEmpty()) {
            lines.blank().text("OPEN AS BEFORE").blank();
            others.stream()
                    .limit(SHOWN_FINDINGS)
                    .forEach(kept ->
                            lines.text("  - " + FindingText.who(kept.finding()) + ", since " + time(kept.createdAt())));
            if (others.size() > SHOWN_FINDINGS) {
                lines.text("  - and " + (others.size() - SHOWN_FINDINGS) + " more");
            }
        }
    }

    private void corrected(CorrectionRecord done, Lines lines) {
        lines.blank().text("CORRECTED BY " + done.actor()).blank();
        lines.text("  " + done.correction().summary());
        lines.text("  It answered " + done.cause().call()
                + (done.cause().actor().isEmpty() ? "" : " by " + done.cause().actor()) + " at "
                + time(done.cause().time()) + ".");
        if (!done.isDone()) {
            lines.text("  Not all of it was done: " + done.outcome());
        }
        undo.ifPresentOrElse(
                command -> lines.blank()
                        .text("  What was there before is kept where it was corrected. To put it back, there:")
                        .blank()
                        .text(command.of(done.id())),
                () -> lines.blank().text("  What was there before is kept, as the correction " + done.id() + "."));
    }

    private static void plan(Resource resource, Correction plan, Lines lines) {
        lines.blank().text("WHAT WOULD CLOSE IT").blank();
        lines.text("  " + plan.summary());
        plan.steps().forEach(step -> lines.blank().paragraph(AwsCommand.of(resource, step)));
    }

    private static String condition(Finding finding) {
        String condition = FindingText.condition(finding);
        return condition.isEmpty() ? "nothing: there is no condition" : condition;
    }

    private static boolean isPublic(Notice notice) {
        return active(notice).stream().anyMatch(kept -> kept.finding().isPublic());
    }

    private static List<KeptFinding> active(Notice notice) {
        return withStatus(notice, Status.ACTIVE);
    }

    private static List<KeptFinding> archived(Notice notice) {
        return withStatus(notice, Status.ARCHIVED);
    }

    private static List<KeptFinding> withStatus(Notice notice, Status status) {
        return notice.findings().stream()
                .filter(kept -> kept.status() == status)
                .toList();
    }

    private static List<Transition.Opened> opened(Notice notice) {
        return notice.transitions().stream()
                .filter(Transition.Opened.class::isInstance)
                .map(Transition.Opened.class::cast)
                .toList();
    }

    private static List<KeptFinding> resolved(Notice notice) {
        return notice.transitions().stream()
                .filter(Transition.Resolved.class::isInstance)
                .map(transition -> ((Transition.Resolved) transition).finding())
                .toList();
    }

    private static List<Difference> agreed(Notice notice) {
        return notice.transitions().stream()
                .filter(Transition.Agreed.class::isInstance)
                .flatMap(transition -> ((Transition.Agreed) transition).differences().stream())
                .limit(SHOWN_FINDINGS)
                .toList();
    }

    private static Optional<Analysis> doubt(Notice notice) {
        return notice.transitions().stream()
                .filter(Transition.Unknown.class::isInstance)
                .map(transition -> ((Transition.Unknown) transition).analysis())
                .findFirst();
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
