package io.portcullis.reasoning;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Atoms;
import java.util.function.Function;

/**
 * A value of the policy that findings may speak of.
 *
 * @param key the context key in its documented spelling, or {@link #PRINCIPAL}
 * @param type the principal's type; AWS for context keys
 * @param value as findings show it
 * @param axis the axis it is a set of
 * @param atoms the values it matches, once the axis is cut
 * @param pin whether it names somebody or some place so closely that no arbitrary stranger has it
 */
record Label(String key, PrincipalType type, String value, String axis, Function<Axis, Atoms> atoms, boolean pin) {

    /** The key of labels that are principals. */
    static final String PRINCIPAL = "Principal";
}
