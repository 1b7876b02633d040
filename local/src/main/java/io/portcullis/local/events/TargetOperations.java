package io.portcullis.local.events;

import io.portcullis.local.delivery.Dispatch;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.paging.Page;
import io.portcullis.wire.Caller;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The operations on the targets of rules. */
final class TargetOperations {

    private static final int MOST_TARGETS = 5;
    private static final int LONGEST_INPUT = 8_192;
    private static final Set<String> SERVICES = Set.of("sns", "sqs", "events");

    private final Buses buses;
    private final Dispatch dispatch;

    TargetOperations(Buses buses, Dispatch dispatch) {
        this.buses = buses;
        this.dispatch = dispatch;
    }

    PutTargetsResponse put(Caller caller, PutTargetsRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        BusRule rule = RuleOperations.require(bus, request.rule());
        if (request.targets().isEmpty()) {
            throw Faults.required("targets");
        }
        List<BusTarget> targets = request.targets().stream().map(this::target).toList();
        if (Set.copyOf(targets.stream().map(each -> each.target().id()).toList())
                        .size()
                < targets.size()) {
            throw Faults.validation("The Ids of the targets must differ.");
        }
        var changed = bus.change(rule.name(), known -> known.withTargets(checkNumber(known.merged(targets))));
        if (changed.isEmpty()) {
            throw Faults.noSuchRule(rule.name(), bus.name());
        }
        return PutTargetsResponse.builder().failedEntryCount(0).build();
    }

    private static List<BusTarget> checkNumber(List<BusTarget> targets) {
        if (targets.size() > MOST_TARGETS) {
            throw Faults.limit("The requested resource exceeds the maximum number allowed.");
        }
        return targets;
    }

    private BusTarget target(Target target) {
        Limits.name(target.id(), "targets.1.member.id", 64, "\\.\\-_A-Za-z0-9");
        if (target.arn() == null) {
            throw Faults.required("targets.1.member.arn");
        }
        ResourceArn arn = ResourceArn.parse(target.arn())
                .orElseThrow(() -> Faults.validation(
                        "Parameter " + target.arn() + " is not valid. Reason: Provided Arn is not in correct format."));
        if (!SERVICES.contains(arn.service())) {
            throw Faults.validation("Parameter " + target.arn() + " is not valid. Reason: Target " + target.id()
                    + " is neither an SNS topic, an SQS queue nor an event bus, the targets that there are here.");
        }
        checkDeadLetterQueue(target);
        checkLength(target, target.input());
        checkLength(
                target,
                target.inputTransformer() == null
                        ? null
                        : target.inputTransformer().inputTemplate());
        return new BusTarget(target, TargetInput.of(target), dispatch.lane());
    }

    private static void checkLength(Target target, @org.jspecify.annotations.Nullable String text) {
        if (text != null && text.length() > LONGEST_INPUT) {
            throw Faults.validation(
                    "The input of target " + target.id() + " is longer than " + LONGEST_INPUT + " characters.");
        }
    }

    private static void checkDeadLetterQueue(Target target) {
        boolean given =
                target.deadLetterConfig() != null && target.deadLetterConfig().arn() != null;
        boolean queue = given
                && ResourceArn.parse(target.deadLetterConfig().arn())
                        .filter(arn -> arn.service().equals("sqs"))
                        .isPresent();
        if (given && !queue) {
            throw Faults.validation("Parameter DeadLetterConfig of target " + target.id()
                    + " is not valid. Reason: its Arn must be the ARN of an SQS standard queue.");
        }
    }

    ListTargetsByRuleResponse list(Caller caller, ListTargetsByRuleRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        List<Target> all = RuleOperations.require(bus, request.rule()).targets().stream()
                .map(BusTarget::target)
                .toList();
        Page<Target> page = Limits.page(all, Target::id, request.nextToken(), request.limit());
        return ListTargetsByRuleResponse.builder()
                .targets(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    ListRuleNamesByTargetResponse rulesByTarget(Caller caller, ListRuleNamesByTargetRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        String arn = String.valueOf(request.targetArn());
        List<String> names = bus.rules().stream()
                .filter(rule -> rule.targets().stream()
                        .anyMatch(each -> each.target().arn().equals(arn)))
                .map(BusRule::name)
                .toList();
        Page<String> page = Limits.page(names, name -> name, request.nextToken(), request.limit());
        return ListRuleNamesByTargetResponse.builder()
                .ruleNames(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    RemoveTargetsResponse remove(Caller caller, RemoveTargetsRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        BusRule rule = RuleOperations.require(bus, request.rule());
        List<String> ids = request.ids();
        List<RemoveTargetsResultEntry> unknown = ids.stream()
                .filter(id -> rule.targets().stream()
                        .noneMatch(each -> each.target().id().equals(id)))
                .map(id -> RemoveTargetsResultEntry.builder()
                        .targetId(id)
                        .errorCode("ResourceNotFoundException")
                        .errorMessage("Rule " + rule.name() + " does not have a target with the Id " + id + ".")
                        .build())
                .toList();
        bus.change(
                rule.name(),
                known -> known.withTargets(known.targets().stream()
                        .filter(each -> !ids.contains(each.target().id()))
                        .toList()));
        return RemoveTargetsResponse.builder()
                .failedEntryCount(unknown.size())
                .failedEntries(unknown)
                .build();
    }
}
