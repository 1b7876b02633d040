package io.portcullis.local.events;

import io.portcullis.local.delivery.ResourceArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * A rule on a bus; a change makes a new one. Immutable.
 *
 * @param arn its ARN
 * @param name its name
 * @param pattern the events it matches, if any
 * @param schedule when it fires by itself, if ever
 * @param state whether it is on
 * @param description for people
 * @param roleArn carried for the owner
 * @param targets in the order they were put
 * @param tags key to value
 */
record BusRule(
        ResourceArn arn,
        String name,
        Optional<String> pattern,
        Optional<String> schedule,
        RuleState state,
        Optional<String> description,
        Optional<String> roleArn,
        List<BusTarget> targets,
        Map<String, String> tags) {

    BusRule {
        targets = List.copyOf(targets);
        tags = Map.copyOf(tags);
    }

    boolean enabled() {
        return state != RuleState.DISABLED;
    }

    /** Whether it sees calls that only read. */
    boolean seesReads() {
        return state == RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;
    }

    BusRule withState(RuleState changed) {
        return new BusRule(arn, name, pattern, schedule, changed, description, roleArn, targets, tags);
    }

    BusRule withTargets(List<BusTarget> changed) {
        return new BusRule(arn, name, pattern, schedule, state, description, roleArn, changed, tags);
    }

    BusRule withTags(UnaryOperator<Map<String, String>> change) {
        Map<String, String> changed = change.apply(new TreeMap<>(tags));
        return new BusRule(arn, name, pattern, schedule, state, description, roleArn, targets, changed);
    }

    /** The targets with these put among them: a target of the same id is replaced. */
    List<BusTarget> merged(List<BusTarget> put) {
        List<String> ids = put.stream().map(target -> target.target().id()).toList();
        return Stream.concat(
                        targets.stream()
                                .filter(target -> !ids.contains(target.target().id())),
                        put.stream())
                .toList();
    }
}
