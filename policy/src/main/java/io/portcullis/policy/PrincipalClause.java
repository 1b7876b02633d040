package io.portcullis.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Principal or NotPrincipal. Immutable; equal when form, negation and place are. */
public final class PrincipalClause {

    private final boolean negated;
    private final Form form;
    private final Location at;
    private final List<Principal> principals;

    /**
     * Makes a clause and parses its principals.
     *
     * @param negated whether it is NotPrincipal
     * @param form how the principals are given
     * @param at where the value stands
     */
    public PrincipalClause(boolean negated, Form form, Location at) {
        this.negated = negated;
        this.form = form;
        this.at = at;
        this.principals = form instanceof ByType byType ? parse(byType.groups()) : List.of(new Principal.Everyone("*"));
    }

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

    /** Whether it is NotPrincipal. */
    public boolean negated() {
        return negated;
    }

    /** How the principals are given. */
    public Form form() {
        return form;
    }

    /** Where the value stands. */
    public Location at() {
        return at;
    }

    /** Every listed principal, parsed, in document order. */
    public List<Principal> principals() {
        return principals;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof PrincipalClause that
                        && negated == that.negated
                        && form.equals(that.form)
                        && at.equals(that.at));
    }

    @Override
    public int hashCode() {
        return Objects.hash(negated, form, at);
    }

    @Override
    public String toString() {
        return "PrincipalClause[negated=" + negated + ", form=" + form + ", at=" + at + "]";
    }

    private static List<Principal> parse(List<Group> groups) {
        List<Principal> parsed = new ArrayList<>(groups.size());
        for (Group group : groups) {
            for (Scalar value : group.values().items()) {
                parsed.add(Principal.parse(group.type(), value.text()));
            }
        }
        return Collections.unmodifiableList(parsed);
    }
}
