package io.portcullis.reasoning.judge;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Findings straight from their definition. A cell picks for each key one value of the policy or any. It is irreducible when some
 * allowed request of an outsider has every picked value and, of each key, no value strictly smaller than the picked one; it is a
 * finding when no other irreducible cell is above it in every key. Source: "Stratified Abstraction of Access Control Policies".
 */
final class Findings {

    /**
     * What is compared of a finding.
     *
     * @param type the principal's type
     * @param principal the principal, or {@code *}
     * @param condition key to value
     * @param actions the actions
     * @param isPublic whether a stranger's request is in the cell
     */
    record Finding(
            PrincipalType type,
            String principal,
            SortedMap<String, String> condition,
            SortedSet<String> actions,
            boolean isPublic) {

        static Finding of(Access.Cell cell) {
            SortedMap<String, String> condition = new TreeMap<>();
            cell.condition().forEach((key, value) -> condition.put(Word.of(key).key(), String.join(" or ", value)));
            return new Finding(
                    cell.type(), cell.principal(), condition, new TreeSet<>(cell.actions()), cell.isPublic());
        }
    }

    private final World world;
    private final List<String> keys;

    Findings(World world) {
        this.world = world;
        this.keys = List.copyOf(world.labels().keySet());
    }

    /** The findings that these requests make. */
    Set<Finding> of(List<World.Point> points) {
        Map<List<Optional<Label>>, SortedSet<String>> actions = new HashMap<>();
        Map<String, List<World.Point>> byAction = new HashMap<>();
        points.forEach(point -> byAction.computeIfAbsent(point.request().action(), a -> new ArrayList<>())
                .add(point));
        byAction.forEach((action, some) -> maximal(some)
                .forEach(cell ->
                        actions.computeIfAbsent(cell, c -> new TreeSet<>()).add(action)));
        Set<Finding> findings = new HashSet<>();
        actions.forEach((cell, of) -> findings.add(finding(cell, of, points)));
        return findings;
    }

    private Set<List<Optional<Label>>> maximal(List<World.Point> points) {
        Set<List<Optional<Label>>> irreducible = new HashSet<>();
        points.forEach(point -> irreducible.addAll(irreducible(point, 0)));
        Set<List<Optional<Label>>> maximal = new HashSet<>(irreducible);
        maximal.removeIf(cell -> irreducible.stream().anyMatch(other -> !other.equals(cell) && isAbove(other, cell)));
        return maximal;
    }

    /** The picks of the keys from the given one on that the point makes irreducible. */
    private List<List<Optional<Label>>> irreducible(World.Point point, int from) {
        if (from == keys.size()) {
            return List.of(List.of());
        }
        List<List<Optional<Label>>> cells = new ArrayList<>();
        for (List<Optional<Label>> rest : irreducible(point, from + 1)) {
            for (Optional<Label> pick : smallest(world.labels().getOrDefault(keys.get(from), List.of()), point)) {
                List<Optional<Label>> cell = new ArrayList<>(List.of(pick));
                cell.addAll(rest);
                cells.add(cell);
            }
        }
        return cells;
    }

    private static List<Optional<Label>> smallest(List<Label> labels, World.Point point) {
        List<Label> having = labels.stream().filter(label -> point.has(label)).toList();
        return having.isEmpty()
                ? List.of(Optional.empty())
                : having.stream()
                        .filter(label -> having.stream().noneMatch(other -> other.isBelow(label)))
                        .map(Optional::of)
                        .toList();
    }

    private static boolean isAbove(List<Optional<Label>> upper, List<Optional<Label>> lower) {
        for (int k = 0; k < upper.size(); k++) {
            Optional<Label> high = upper.get(k);
            Optional<Label> low = lower.get(k);
            if (high.isPresent() && (low.isEmpty() || !low.get().isWithin(high.get()))) {
                return false;
            }
        }
        return true;
    }

    private Finding finding(List<Optional<Label>> cell, SortedSet<String> actions, List<World.Point> points) {
        PrincipalType type = PrincipalType.AWS;
        String principal = "*";
        SortedMap<String, String> condition = new TreeMap<>();
        for (int k = 0; k < cell.size(); k++) {
            if (cell.get(k).isPresent()) {
                Label label = cell.get(k).get();
                if (keys.get(k).equals("Principal")) {
                    type = label.type();
                    principal = label.value();
                } else {
                    condition.put(keys.get(k), label.value());
                }
            }
        }
        boolean isPublic = points.stream()
                .anyMatch(point -> point.strange()
                        && actions.contains(point.request().action())
                        && cell.stream().flatMap(Optional::stream).allMatch(label -> point.has(label)));
        return new Finding(type, principal, condition, actions, isPublic);
    }
}
