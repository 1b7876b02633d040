package io.portcullis.doctor;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.doctor.ChangeEvents.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether rules of the default bus take every event by which changes are heard of, and send it somewhere. A rule of one
 * Region hears of that Region alone.
 *
 * @param account 12 digits
 * @param region the rules' Region
 * @param events what must be heard of
 * @param queueArn where events must be sent; empty for any queue, function or bus
 */
public record RuleCheck(String account, String region, ChangeEvents events, Optional<String> queueArn) {

    private static final String WHAT = "rule";

    /** The ones that take some of the events, whether they are on or not: whose targets matter. */
    public List<EventRule> concerned(List<EventRule> rules) {
        return rules.stream().filter(rule -> !calls(rule).isEmpty()).toList();
    }

    /** The queues that rules which are on send the events to, with the rules. */
    public List<EventRule> sending(List<EventRule> rules) {
        return concerned(rules).stream()
                .filter(EventRule::enabled)
                .map(rule ->
                        rule.with(rule.targets().stream().filter(this::counts).toList()))
                .filter(rule -> !rule.targets().isEmpty())
                .toList();
    }

    /** Checks the rules of the bus, with the targets of those that are concerned. */
    public Check of(Seen<EventRule> rules) {
        List<EventRule> sending = sending(rules.all());
        Set<String> heard = sending.stream()
                .flatMap(rule -> calls(rule).stream())
                .map(Call::name)
                .collect(Collectors.toSet());
        List<String> missed = events.calls().stream()
                .map(Call::name)
                .filter(call -> !heard.contains(call))
                .toList();
        if (missed.isEmpty()) {
            return Check.inPlace(region, WHAT, said(sending, "takes the events of all " + heard.size() + " calls"));
        }
        if (rules.incomplete().isPresent()) {
            return Check.unknown(region, WHAT, rules.incomplete().get());
        }
        String says = heard.isEmpty()
                ? "no rule sends the events of " + events.eventSource() + " to " + queueArn.orElse("a queue")
                : said(sending, "does not take the events of " + String.join(", ", missed));
        return new Check(region, WHAT, Check.State.MISSING, says + besides(rules.all()), wayOut(rules.all(), missed));
    }

    /** ENABLED rules that have no target, and such as are switched off: a change of those may be all that is needed. */
    private String besides(List<EventRule> rules) {
        StringBuilder text = new StringBuilder();
        for (EventRule rule : concerned(rules)) {
            if (!rule.enabled()) {
                text.append("; the rule ").append(rule.name()).append(" would, but is DISABLED");
            } else if (rule.targets().stream().noneMatch(this::counts)) {
                text.append("; the rule ").append(rule.name()).append(" would, but sends them ");
                text.append(rule.targets().isEmpty() ? "nowhere" : "to " + String.join(", ", rule.targets()));
            }
        }
        return text.toString();
    }

    private List<String> wayOut(List<EventRule> rules, List<String> missed) {
        List<EventRule> switchedOff = switchedOff(rules, missed);
        return switchedOff.isEmpty()
                ? ruleOfOurs()
                : switchedOff.stream()
                        .map(rule -> "aws events enable-rule --region " + region + " --name " + rule.name())
                        .toList();
    }

    /** Rules that are switched off, send where events must be sent, and take all that is missed; none where they do not. */
    private List<EventRule> switchedOff(List<EventRule> rules, List<String> missed) {
        Set<String> left = new LinkedHashSet<>(missed);
        List<EventRule> needed = new ArrayList<>();
        for (EventRule rule : concerned(rules)) {
            List<String> taken = calls(rule).stream().map(Call::name).toList();
            if (!rule.enabled() && rule.targets().stream().anyMatch(this::counts) && left.removeAll(taken)) {
                needed.add(rule);
            }
        }
        return left.isEmpty() ? needed : List.of();
    }

    private List<String> ruleOfOurs() {
        List<String> commands = new ArrayList<>();
        String place = " --region " + region;
        commands.add("aws events put-rule" + place + " --name " + name() + " --event-pattern '" + pattern() + "'");
        commands.add("aws events put-targets" + place + " --rule " + name() + " --targets Id=changes,Arn="
                + queueArn.orElse("QUEUE_ARN"));
        return commands;
    }

    /** A rule has one pattern: another type's must not take the place of the keys'. */
    private String name() {
        return events.type() == ResourceType.KMS_KEY
                ? "portcullis-changes"
                : "portcullis-changes-" + events.type().noun();
    }

    /** Calls that AWS makes by itself have another detail type than those of people. */
    private String pattern() {
        String names =
                events.calls().stream().map(call -> '"' + call.name() + '"').collect(Collectors.joining(","));
        return """
                {"source":["%s"],"detail-type":["AWS API Call via CloudTrail","AWS Service Event via CloudTrail"],\
                "detail":{"eventSource":["%s"],"eventName":[%s],"errorCode":[{"exists":false}]}}""".formatted(events.source(), events.eventSource(), names);
    }

    private static String said(List<EventRule> sending, String what) {
        Set<String> targets = new LinkedHashSet<>();
        sending.forEach(rule -> targets.addAll(rule.targets()));
        return sending.stream().map(EventRule::name).collect(Collectors.joining(", ")) + " " + what + ", for "
                + String.join(", ", targets);
    }

    private List<Call> calls(EventRule rule) {
        return RuleMatch.calls(rule, events, account, region);
    }

    private boolean counts(String target) {
        return queueArn.map(target::equals)
                .orElseGet(() -> target.matches("arn:[^:]+:(sqs|lambda|events):[^:]*:[^:]*:.+"));
    }
}
