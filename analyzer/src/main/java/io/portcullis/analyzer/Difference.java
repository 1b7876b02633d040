package io.portcullis.analyzer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Outside access of which AWS's analyzer and our engine say different things.
 *
 * @param principal whose access, as in a finding
 * @param condition what narrows it, as in a finding
 * @param managed what AWS's analyzer says; empty when it reports no such access
 * @param embedded what our engine says; empty when it reports no such access
 */
public record Difference(
        SortedMap<String, String> principal,
        SortedMap<String, String> condition,
        Optional<Claim> managed,
        Optional<Claim> embedded) {
    /** Copies the maps. */
    public Difference {
        principal = Collections.unmodifiableSortedMap(new TreeMap<>(principal));
        condition = Collections.unmodifiableSortedMap(new TreeMap<>(condition));
    }

    /**
     * What one of the two says of the access.
     *
     * @param isPublic whether an arbitrary stranger has it
     * @param actions what can be done with it, sorted
     */
    public record Claim(boolean isPublic, List<String> actions) {

        private static final Claim NOTHING = new Claim(false, List.of());

        /** Copies the actions. */
        public Claim {
            actions = List.copyOf(actions);
        }

        private Claim and(Finding finding) {
            Set<String> all = new TreeSet<>(actions);
            all.addAll(finding.actions());
            return new Claim(isPublic || finding.isPublic(), List.copyOf(all));
        }

        private boolean covers(Claim other) {
            return (isPublic || !other.isPublic) && Set.copyOf(actions).containsAll(other.actions);
        }
    }

    /** Access by principal and condition; the names of condition keys are the same in any case. */
    private record Cell(Map<String, String> principal, Map<String, String> condition) {
        static Cell of(Finding finding) {
            Map<String, String> condition = new HashMap<>();
            finding.condition().forEach((key, value) -> condition.put(key.toLowerCase(Locale.ROOT), value));
            return new Cell(finding.principal(), condition);
        }
    }

    /**
     * What two analyses of one resource say differently. Where one of them is not sure of all, its silence says nothing,
     * and only what it does say is held against the other.
     */
    public static List<Difference> between(Analysis managed, Analysis embedded) {
        Map<Cell, Claim> theirs = claims(managed);
        Map<Cell, Claim> ours = claims(embedded);
        Set<Cell> told = new LinkedHashSet<>();
        List<Difference> differences = new ArrayList<>();
        for (Analysis analysis : List.of(embedded, managed)) {
            for (Finding finding : analysis.findings()) {
                Cell cell = Cell.of(finding);
                Optional<Claim> their = Optional.ofNullable(theirs.get(cell));
                Optional<Claim> our = Optional.ofNullable(ours.get(cell));
                if (told.add(cell) && differ(their, our, managed) && differ(our, their, embedded)) {
                    differences.add(new Difference(finding.principal(), finding.condition(), their, our));
                }
            }
        }
        return differences;
    }

    /** Whether what the one says, who made the analysis, is at odds with the other: never when it may only not know. */
    private static boolean differ(Optional<Claim> one, Optional<Claim> other, Analysis analysis) {
        if (one.equals(other)) {
            return false;
        }
        boolean saysLess = one.isEmpty() || (other.isPresent() && other.get().covers(one.get()));
        return !(saysLess && analysis.isUnknown());
    }

    private static Map<Cell, Claim> claims(Analysis analysis) {
        Map<Cell, Claim> claims = new HashMap<>();
        for (Finding finding : analysis.findings()) {
            Cell cell = Cell.of(finding);
            claims.put(cell, claims.getOrDefault(cell, Claim.NOTHING).and(finding));
        }
        return claims;
    }

    /** Those findings of AWS's that say more than our engine's do of the same access. */
    public static List<Finding> beyond(Analysis managed, Analysis embedded) {
        Map<Cell, Claim> ours = claims(embedded);
        return managed.findings().stream()
                .filter(finding -> {
                    Claim our = ours.getOrDefault(Cell.of(finding), Claim.NOTHING);
                    return finding.actions().isEmpty() || !our.covers(new Claim(finding.isPublic(), finding.actions()));
                })
                .toList();
    }
}
