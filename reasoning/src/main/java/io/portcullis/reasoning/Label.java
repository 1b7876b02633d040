package io.portcullis.reasoning;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.axis.Choice;
import java.util.Optional;

/**
 * A value of the policy that findings may speak of.
 *
 * @param key the context key in its documented spelling, or {@link #PRINCIPAL}
 * @param type the principal's type; AWS for context keys
 * @param value as findings show it
 * @param axis the axis it is a set of
 * @param atoms the values it matches
 * @param pinned the values that no arbitrary stranger has, because this one names somebody or some place: for an identity
 *     its whole account, since a stranger's account is a fresh one; empty when it names nobody
 */
record Label(String key, PrincipalType type, String value, String axis, Choice atoms, Optional<Choice> pinned) {

    /** What is true of a stranger, whom this value does not name. */
    Optional<Claim> stranger() {
        return pinned.map(named -> new Claim(axis, named.not()));
    }

    /** The key of labels that are principals. */
    static final String PRINCIPAL = "Principal";
}
