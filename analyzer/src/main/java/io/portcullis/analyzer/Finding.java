package io.portcullis.analyzer;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cell of outside access.
 *
 * @param id a UUID derived from the resource, principal, condition and actions: the same access has the same id
 * @param principal one entry: principal type to principal, such as {@code AWS → 999999999999} or {@code AWS → *}
 * @param condition condition key to the value that narrows the cell, or to several as {@link AnyOf} writes them, which
 *     only the findings of a resource with very many have; empty when nothing does
 * @param actions the actions with their prefix, sorted
 * @param isPublic whether an arbitrary stranger is in the cell
 * @param witness a request in the cell that is allowed; by a stranger when the finding is public
 * @param causes the statements and grants that let the cell's requests in
 */
public record Finding(
        String id,
        SortedMap<String, String> principal,
        SortedMap<String, String> condition,
        List<String> actions,
        boolean isPublic,
        Witness witness,
        List<Cause> causes) {
    /** Copies the collections. */
    public Finding {
        principal = Collections.unmodifiableSortedMap(new TreeMap<>(principal));
        condition = Collections.unmodifiableSortedMap(new TreeMap<>(condition));
        actions = List.copyOf(actions);
        causes = List.copyOf(causes);
    }
}
