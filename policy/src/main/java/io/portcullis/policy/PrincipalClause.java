package io.portcullis.policy;

import java.util.List;

/**
 * Principal or NotPrincipal.
 *
 * @param negated whether it is NotPrincipal
 * @param form how the principals are given
 * @param at where the value stands
 */
public record PrincipalClause(boolean negated, Form form, Location at) {

    /** How principals are written. */
    public sealed interface Form {}

    /** The bare {@code "*"}. */
    public record Star() implements Form {}

    /**
     * A map from principal type to values; the principals are the union.
     *
     * @param groups in document order; may be empty, then no principal matches
     */
    public record ByType(List<Group> groups) implements Form {
        /** Copies the groups. */
        public ByType {
            groups = List.copyOf(groups);
        }
    }

    /**
     * The values under one principal type.
     *
     * @param type the type
     * @param values the principals as written; may be empty
     */
    public record Group(PrincipalType type, Values values) {}

    /** Every listed principal, parsed, in document order. */
    public List<Principal> principals() {
        return switch (form) {
            case Star ignored -> List.of(new Principal.Everyone("*"));
            case ByType byType ->
                byType.groups().stream()
                        .flatMap(group -> group.values().items().stream()
                                .map(value -> Principal.parse(group.type(), value.text())))
                        .toList();
        };
    }
}
