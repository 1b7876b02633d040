package io.portcullis.local.events;

import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.ResourcePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One event bus with its rules. Safe for many threads: matching never waits for a change. */
final class Bus {

    private final ResourceArn arn;
    private final Optional<String> description;
    private final Instant createdAt;
    private final ConcurrentSkipListMap<String, BusRule> rules = new ConcurrentSkipListMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private volatile Patterns patterns = Patterns.NONE;
    private @Nullable ResourcePolicy policy;

    Bus(ResourceArn arn, Optional<String> description, Map<String, String> tags, Instant createdAt) {
        this.arn = arn;
        this.description = description;
        this.createdAt = createdAt;
        this.tags.putAll(tags);
    }

    ResourceArn arn() {
        return arn;
    }

    String name() {
        return arn.resource().substring("event-bus/".length());
    }

    Optional<String> description() {
        return description;
    }

    Instant createdAt() {
        return createdAt;
    }

    synchronized Optional<ResourcePolicy> policy() {
        return Optional.ofNullable(policy);
    }

    synchronized void changePolicy(UnaryOperator<ResourcePolicy> change) {
        ResourcePolicy changed = change.apply(policy == null ? ResourcePolicy.empty() : policy);
        policy = changed.isEmpty() ? null : changed;
    }

    synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    synchronized void changeTags(UnaryOperator<Map<String, String>> change) {
        Map<String, String> changed = new TreeMap<>(change.apply(new TreeMap<>(tags)));
        tags.clear();
        tags.putAll(changed);
    }

    List<BusRule> rules() {
        return List.copyOf(rules.values());
    }

    Optional<BusRule> rule(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    /** Puts a rule; one of that name keeps its targets and tags. */
    synchronized BusRule put(BusRule rule) {
        BusRule known = rules.get(rule.name());
        BusRule merged =
                known == null ? rule : rule.withTargets(known.targets()).withTags(own -> known.tags());
        rules.put(rule.name(), merged);
        patterns = Patterns.of(rules.values());
        return merged;
    }

    /** Changes a rule's state, targets or tags; empty when there is no such rule. */
    synchronized Optional<BusRule> change(String name, UnaryOperator<BusRule> change) {
        BusRule known = rules.get(name);
        if (known == null) {
            return Optional.empty();
        }
        BusRule changed = change.apply(known);
        rules.put(name, changed);
        if (changed.state() != known.state()) {
            patterns = Patterns.of(rules.values());
        }
        return Optional.of(changed);
    }

    synchronized void delete(String name) {
        if (rules.remove(name) != null) {
            patterns = Patterns.of(rules.values());
        }
    }

    /** The rules that the event sets off. */
    List<BusRule> matching(Event event) {
        return patterns.matching(event).stream()
                .map(rules::get)
                .filter(rule -> rule != null && rule.enabled() && (rule.seesReads() || !event.readOnlyCall()))
                .toList();
    }
}
