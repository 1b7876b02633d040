package io.portcullis.reasoning;

import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the variables of one statement before any request is: facts, and keys that its requests never have.
 *
 * @param question what is asked
 * @param rule the statement
 */
record KnownVariables(Question question, Rule rule) {

    /** Whether all requests that the statement speaks of have a service's key, as the question or its own actions say. */
    private boolean has(String service, ContextKey key) {
        return question.actions()
                .service()
                .map(service::equals)
                .orElseGet(() -> Actions.areOf(service, rule.statement().actions()) && !mayLack(key));
    }

    /** They are asked of no resource: a list of all keys is not of one. */
    private boolean mayLack(ContextKey key) {
        Actions lacking = new Actions(LackingKeys.actions(key.normalized()));
        return question.resources().has("*")
                && rule.statement().resources().stream()
                        .anyMatch(clause ->
                                clause.negated() || clause.values().texts().contains("*"))
                && !lacking.matching(rule.statement().actions()).isEmpty();
    }

    /**
     * A value with what is known filled in; empty when it matches nothing, for a variable in it never has a value. Source:
     * IAM user guide, "Policy variables with no value", by which keys of a service have none in requests to others, nothing
     * equals such a variable, and operators that negate match it.
     *
     * @param globs whether {@code *} and {@code ?} are wildcards in it
     */
    Optional<Template> fillIn(String value, boolean globs) {
        Template template = Literals.template(value, globs, rule.hasVariables());
        if (!rule.hasVariables() || value.indexOf('$') < 0) {
            return Optional.of(template);
        }
        List<Template.Part> parts = new ArrayList<>(template.parts().size());
        for (Template.Part part : template.parts()) {
            Optional<Template.Part> known =
                    part instanceof Template.Variable variable ? fillIn(variable) : Optional.of(part);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            if (known.get() instanceof Template.Literal more
                    && !parts.isEmpty()
                    && parts.getLast() instanceof Template.Literal last) {
                parts.set(parts.size() - 1, new Template.Literal(last.text() + more.text()));
            } else {
                parts.add(known.get());
            }
        }
        return Optional.of(new Template(parts));
    }

    private Optional<Template.Part> fillIn(Template.Variable variable) {
        ContextKey key = ContextKey.named(variable.key());
        String fact = question.facts().get(key.normalized());
        if (fact != null) {
            return Optional.of(new Template.Literal(fact));
        }
        return isElsewhere(key) ? variable.ifAbsent().map(Template.Literal::new) : Optional.of(variable);
    }

    /** Whether some of the statement's requests, or all of them, do not have the key because of what they ask for. */
    boolean isElsewhere(ContextKey key) {
        return key.service().filter(service -> !has(service, key)).isPresent();
    }

    /** The first key in values that some of the statement's requests never have and others do; empty when there is none. */
    Optional<ContextKey> elsewhere(List<String> values) {
        return question.actions().service().isPresent() || !rule.hasVariables()
                ? Optional.empty()
                : values.stream()
                        .filter(value -> value.indexOf('$') >= 0)
                        .flatMap(value -> Template.parse(value, false, true).parts().stream())
                        .filter(Template.Variable.class::isInstance)
                        .map(part -> ContextKey.named(((Template.Variable) part).key()))
                        .filter(this::isElsewhere)
                        .findFirst();
    }
}
