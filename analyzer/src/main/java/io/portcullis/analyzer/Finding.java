package io.portcullis.analyzer;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cell of outside access.
 *
 * @param id a UUID; of our own engine's findings it is derived from the resource, principal, condition and actions, so that
 *     the same access has the same id; AWS's findings keep the id that AWS gave them
 * @param principal one entry: principal type to principal, such as {@code AWS → 999999999999} or {@code AWS → *}
 * @param condition condition key to the value that narrows the cell, or to several as {@link AnyOf} writes them, which
 *     only the findings of a resource with very many have; empty when nothing does
 * @param actions the actions with their prefix, sorted
 * @param isPublic whether an arbitrary stranger is in the cell
 * @param witness a request in the cell that is allowed; by a stranger when the finding is public. Empty for a finding of
 *     AWS's, which comes without proof
 * @param causes the statements and grants that let the cell's requests in; empty for a finding of AWS's
 */
public record Finding(
        String id,
        SortedMap<String, String> principal,
        SortedMap<String, String> condition,
        List<String> actions,
        boolean isPublic,
        Optional<Witness> witness,
        List<Cause> causes) {
    /** Copies the collections. */
    public Finding {
        principal = Collections.unmodifiableSortedMap(new TreeMap<>(principal));
        condition = Collections.unmodifiableSortedMap(new TreeMap<>(condition));
        actions = List.copyOf(actions);
        causes = List.copyOf(causes);
    }

    /** A finding with its proof. */
    public Finding(
            String id,
            SortedMap<String, String> principal,
            SortedMap<String, String> condition,
            List<String> actions,
            boolean isPublic,
            Witness witness,
            List<Cause> causes) {
        this(id, principal, condition, actions, isPublic, Optional.of(witness), causes);
    }
}
