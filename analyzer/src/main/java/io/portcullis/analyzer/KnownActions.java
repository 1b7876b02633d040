package io.portcullis.analyzer;

import io.portcullis.policy.MatchClause;
import io.portcullis.reasoning.ActionFacts;
import io.portcullis.reasoning.Bound;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of the actions of some types in comparisons: what each is asked of, and which condition keys are in requests for
 * some alone. Source: service authorization reference, "Resource types defined by" and "Condition keys for" each service.
 * Immutable.
 */
public final class KnownActions implements ActionFacts {

    private final Optional<String> service;
    private final List<ResourceType> types;
    private final List<String> names;

    private KnownActions(Optional<String> service, List<ResourceType> types) {
        this.service = service;
        this.types = types;
        this.names = types.stream()
                .flatMap(type -> type.latestActions().names().stream())
                .distinct()
                .toList();
    }

    /** Of the resources of a type, which are asked for nothing but what their service does. */
    public static KnownActions of(ResourceType type) {
        return new KnownActions(Optional.of(type.actionPrefix()), List.of(type));
    }

    /** Of any resource. */
    public static KnownActions ofAll() {
        return new KnownActions(Optional.empty(), List.of(ResourceType.values()));
    }

    @Override
    public Optional<String> service() {
        return service;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<Bound> bounds(String partition, List<Rule> rules) {
        List<Bound> bounds = new ArrayList<>(KeysOfActions.bounds(rules, names, names));
        if (service.isEmpty()) {
            addServices(partition, rules, bounds);
        }
        for (ResourceType type : types) {
            if (service.isPresent() || areAbout(rules, ":" + type.form().service() + ":")) {
                addBounds(type, partition, bounds);
            }
        }
        return bounds;
    }

    private static boolean areAbout(List<Rule> rules, String service) {
        return rules.stream()
                .flatMap(rule -> rule.statement().resources().stream())
                .map(MatchClause::values)
                .anyMatch(values -> values.texts().stream().anyMatch(text -> text.contains(service)));
    }

    /** What a service does is asked of its own resources, or of none: what KMS does, of keys. */
    private void addServices(String partition, List<Rule> rules, List<Bound> into) {
        types.stream().map(ResourceType::actionPrefix).distinct().forEach(prefix -> {
            List<ResourceType> own = types.stream()
                    .filter(type -> type.actionPrefix().equals(prefix))
                    .toList();
            String service = own.getFirst().form().service();
            if (areAbout(rules, ":" + service + ":")) {
                Set<String> actions = own.stream()
                        .flatMap(type -> type.latestActions().names().stream())
                        .collect(Collectors.toSet());
                into.add(new Bound.OfOthers(ofService(partition, service, prefix), allBut(actions)));
            }
        });
    }

    /** Also those of services that are parts of one, such as {@code s3express}, and sessions that STS makes. */
    private static Texts ofService(String partition, String service, String prefix) {
        return Texts.any(List.of(
                new Texts.Starting("arn:" + partition + ":" + service),
                new Texts.Starting("arn:" + partition + ":" + prefix),
                new Texts.One("*")));
    }

    /** Some are asked of a resource and others of its parts. */
    private void addBounds(ResourceType type, String partition, List<Bound> into) {
        ActionList list = type.latestActions();
        Set<String> ofParts =
                type.form().part().map(part -> list.on(part.name())).orElse(Set.of());
        if (!ofParts.isEmpty()) {
            into.add(new Bound.OfResource(type.form().likeWholes(partition), allBut(ofParts)));
            into.add(new Bound.OfResource(type.form().likeParts(partition), allBut(list.on(type.of()))));
        }
    }

    private Set<String> allBut(Set<String> others) {
        Set<String> left = new HashSet<>(names);
        left.removeAll(others);
        return left;
    }
}
