package io.portcullis.analyzer;

import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which resource a policy is of, as far as the Resource elements of its statements tell. */
public final class NamedResource {

    private NamedResource() {}

    /**
     * The ARN of the one resource that every statement can be about, parts of it included.
     *
     * @return empty when no Resource element names one whole, when several are named, or when a statement can only be about
     *     another
     */
    public static Optional<String> in(Policy policy, ResourceType type) {
        Set<String> named = new LinkedHashSet<>();
        List<String> patterns = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            Optional<MatchClause> clause = statement.resources();
            if (clause.isPresent() && clause.get().negated()) {
                return Optional.empty();
            }
            for (String text : clause.map(each -> each.values().texts()).orElse(List.of())) {
                type.form().parse(text).map(type.form()::arn).ifPresentOrElse(named::add, () -> patterns.add(text));
            }
        }
        return named.stream()
                .findFirst()
                .filter(arn -> named.size() == 1 && patterns.stream().allMatch(pattern -> canMean(pattern, arn, type)));
    }

    private static boolean canMean(String pattern, String arn, ResourceType type) {
        Template template = Template.parse(pattern, true, true);
        if (template.hasVariables()) {
            return false;
        }
        boolean part = type.form()
                .part()
                .filter(of ->
                        template.matches(arn + of.separator() + type.form().example()))
                .isPresent();
        return part || template.matches(arn);
    }

    /** The resource, or, where it is not known which it is, the one that its policy names. */
    static Resource narrowed(Resource resource, Policy policy) {
        return resource.isAny()
                ? in(policy, resource.type())
                        .filter(arn ->
                                !resource.type().arnHasAccount() || arn.split(":", 6)[4].equals(resource.account()))
                        .map(arn -> Resource.of(resource.type(), arn, resource.account()))
                        .orElse(resource)
                : resource;
    }
}
