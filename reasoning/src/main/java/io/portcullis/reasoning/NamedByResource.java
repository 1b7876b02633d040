package io.portcullis.reasoning;

import io.portcullis.policy.Template;
import java.util.List;

/**
 * Comparisons of a property of the resource with what tells the caller, whichever of the two is the key and whichever the
 * variable. A policy that asks for them to be equal names whom the property names, and no stranger.
 */
final class NamedByResource {

    private NamedByResource() {}

    /**
     * Whether whoever has the value is named by the resource.
     *
     * @param key the key that is compared
     * @param value the value, known variables filled in
     */
    static boolean is(ContextKey key, Template value) {
        boolean whole = value.parts().stream()
                .allMatch(part -> part instanceof Template.Variable || part instanceof Template.Literal);
        List<Template.Variable> variables = value.parts().stream()
                .filter(Template.Variable.class::isInstance)
                .map(Template.Variable.class::cast)
                .toList();
        List<Template.Variable> ofCallers =
                variables.stream().filter(each -> !isOfResource(each)).toList();
        if (!whole || variables.isEmpty()) {
            return false;
        }
        return ofCallers.isEmpty()
                ? tellsCaller(key)
                : key.kind() == ContextKey.Kind.RESOURCE && ofCallers.stream().allMatch(NamedByResource::tellsCaller);
    }

    private static boolean tellsCaller(ContextKey key) {
        return key.kind().restricts() && Pins.anyOneValue(key.normalized());
    }

    /** A default stands for whoever has no value, and so for anybody. */
    private static boolean tellsCaller(Template.Variable variable) {
        return variable.ifAbsent().isEmpty() && tellsCaller(ContextKey.named(variable.key()));
    }

    private static boolean isOfResource(Template.Variable variable) {
        return ContextKey.named(variable.key()).kind() == ContextKey.Kind.RESOURCE;
    }
}
