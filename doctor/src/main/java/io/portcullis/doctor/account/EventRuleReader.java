package io.portcullis.doctor.account;

import io.portcullis.aws.Trouble;
import io.portcullis.doctor.EventRule;
import io.portcullis.doctor.RuleCheck;
import io.portcullis.doctor.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Reads the rules of the default bus, with the targets of those that are concerned. */
record EventRuleReader(EventBridgeClient events, RuleCheck check) {

    Seen<EventRule> read() {
        List<EventRule> rules = new ArrayList<>();
        String permission = "events:ListRules";
        try {
            rules.addAll(list());
            permission = "events:ListTargetsByRule";
            for (EventRule rule : check.concerned(rules)) {
                rules.set(rules.indexOf(rule), rule.with(targets(rule)));
            }
            return Seen.whole(rules);
        } catch (SdkException e) {
            return new Seen<>(rules, Optional.of(Trouble.of(permission, e)));
        }
    }

    private List<EventRule> list() {
        List<EventRule> rules = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            String token = next.orElse(null);
            ListRulesResponse page = events.listRules(request -> request.nextToken(token));
            page.rules().stream().map(EventRuleReader::rule).forEach(rules::add);
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return rules;
    }

    private List<String> targets(EventRule rule) {
        List<String> arns = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            String token = next.orElse(null);
            ListTargetsByRuleResponse page = events.listTargetsByRule(
                    request -> request.rule(rule.name()).nextToken(token));
            page.targets().stream().map(Target::arn).forEach(arns::add);
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return arns;
    }

    /** ENABLED, or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS (EventBridge API reference, Rule). */
    private static EventRule rule(Rule rule) {
        return new EventRule(
                rule.name(),
                rule.arn(),
                String.valueOf(rule.stateAsString()).startsWith("ENABLED"),
                Optional.ofNullable(rule.eventPattern()).orElse(""),
                List.of());
    }
}
