package io.portcullis.api;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A finding as the API shows it: one of outside access, or an error finding of a resource of which no more is known than
 * that it could not be analyzed.
 *
 * @param id a UUID
 * @param principal principal type to principal; empty for an error
 * @param actions the actions; empty for an error
 * @param condition condition key to value
 * @param isPublic whether a stranger has the access; empty for an error
 * @param error {@code ACCESS_DENIED} or {@code INTERNAL_ERROR}; empty for access
 */
record FindingView(
        String id,
        Resource resource,
        SortedMap<String, String> principal,
        List<String> actions,
        SortedMap<String, String> condition,
        Optional<Boolean> isPublic,
        Status status,
        Instant createdAt,
        Instant updatedAt,
        Instant analyzedAt,
        Optional<String> error) {

    private static final String PRINCIPAL = "principal.";
    private static final String CONDITION = "condition.";

    FindingView {
        principal = Collections.unmodifiableSortedMap(new TreeMap<>(principal));
        actions = List.copyOf(actions);
        condition = Collections.unmodifiableSortedMap(new TreeMap<>(condition));
    }

    static FindingView of(KeptFinding kept) {
        return new FindingView(
                kept.finding().id(),
                kept.resource(),
                kept.finding().principal(),
                kept.finding().actions(),
                kept.finding().condition(),
                Optional.of(kept.finding().isPublic()),
                kept.status(),
                kept.createdAt(),
                kept.updatedAt(),
                kept.analyzedAt(),
                Optional.empty());
    }

    FindingView withStatus(Status other, Instant at) {
        return new FindingView(
                id, resource, principal, actions, condition, isPublic, other, createdAt, at, analyzedAt, error);
    }

    /** Whether {@link #value} knows this key. */
    static boolean knows(String key) {
        return switch (key) {
            case "resource",
                    "resourceType",
                    "resourceOwnerAccount",
                    "isPublic",
                    "error",
                    "status",
                    "id",
                    "findingType",
                    "resourceControlPolicyRestriction",
                    "principal.AWS",
                    "principal.Federated",
                    "createdAt",
                    "updatedAt",
                    "analyzedAt" -> true;
            default -> key.startsWith(CONDITION) && key.length() > CONDITION.length();
        };
    }

    /** The value that filters and orders see under a key; empty if the finding has none. */
    Optional<String> value(String key) {
        return switch (key) {
            case "resource" -> Optional.of(resource.arn());
            case "resourceType" -> Optional.of(resource.type().cloudFormationName());
            case "resourceOwnerAccount" -> Optional.of(resource.account());
            case "isPublic" -> isPublic.map(String::valueOf);
            case "error" -> error;
            case "status" -> Optional.of(status.name());
            case "id" -> Optional.of(id);
            case "findingType" -> Optional.of("ExternalAccess");
            case "resourceControlPolicyRestriction" -> Optional.of("NOT_APPLICABLE");
            case "createdAt" -> Optional.of(createdAt.toString());
            case "updatedAt" -> Optional.of(updatedAt.toString());
            case "analyzedAt" -> Optional.of(analyzedAt.toString());
            default -> nested(key);
        };
    }

    private Optional<String> nested(String key) {
        if (key.startsWith(PRINCIPAL)) {
            return Optional.ofNullable(principal.get(key.substring(PRINCIPAL.length())));
        }
        String wanted = key.substring(CONDITION.length()).toLowerCase(Locale.ROOT);
        return condition.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
