package io.portcullis.analyzer;

import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Principal;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which resource a policy is of, as far as the Resource elements of its statements and its principals tell. */
public final class NamedResource {

    /** The partition in which a resource is where nothing tells. */
    static final String USUAL_PARTITION = "aws";

    private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):.*", Pattern.DOTALL);

    private static final Pattern BEFORE_WILDCARDS = Pattern.compile("([*?]|\\$\\{).*", Pattern.DOTALL);

    private NamedResource() {}

    /**
     * The ARN of the one resource that every statement can be about, parts of it included.
     *
     * @return empty when no Resource element names one whole, when several are named, or when a statement can only be about
     *     another
     */
    public static Optional<String> in(Policy policy, ResourceType type) {
        if (hasNotResource(policy)) {
            return Optional.empty();
        }
        Set<String> named = all(policy, type);
        List<String> patterns = policy.statements().stream()
                .flatMap(NamedResource::texts)
                .filter(text -> !type.writes(text))
                .toList();
        return named.stream()
                .findFirst()
                .filter(arn -> named.size() == 1 && patterns.stream().allMatch(pattern -> canMean(pattern, arn, type)));
    }

    /**
     * The one account that every statement can be about, whichever of its resources it is: ARNs and patterns of them tell it.
     *
     * @return empty when no Resource element names an account, or when a statement can only be about another
     */
    public static Optional<String> account(Policy policy, ResourceType type) {
        if (hasNotResource(policy)) {
            return Optional.empty();
        }
        List<String> patterns =
                policy.statements().stream().flatMap(NamedResource::texts).toList();
        // Denies may speak of what is elsewhere.
        return policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .flatMap(NamedResource::texts)
                .flatMap(pattern -> type.form().accountIn(pattern).stream())
                .findFirst()
                .filter(account ->
                        patterns.stream().allMatch(pattern -> type.form().mayMatch(pattern, account)));
    }

    private static boolean hasNotResource(Policy policy) {
        return policy.statements().stream()
                .flatMap(statement -> statement.resources().stream())
                .anyMatch(MatchClause::negated);
    }

    /** The ARNs of all resources of a type that Resource elements name whole, in document order; parts name the whole. */
    private static Set<String> all(Policy policy, ResourceType type) {
        return named(policy.statements(), type);
    }

    /** Whether an Allow names a resource of a type whole, and not Denies alone. */
    private static boolean isNamedByAllow(Policy policy, ResourceType type) {
        List<Statement> allows = policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .toList();
        return !named(allows, type).isEmpty();
    }

    private static Set<String> named(List<Statement> statements, ResourceType type) {
        Set<String> named = new LinkedHashSet<>();
        statements.stream()
                .flatMap(NamedResource::texts)
                .flatMap(text -> type.form().parse(text).map(type.form()::arn).stream())
                .forEach(named::add);
        return named;
    }

    /** Whether a statement may speak of a resource, or of a part of it. */
    static boolean mayMean(Statement statement, Resource resource) {
        return statement.resources().isEmpty()
                || statement.resources().get().negated()
                || texts(statement).anyMatch(text -> mayMean(text, resource));
    }

    private static boolean mayMean(String text, Resource resource) {
        ArnForm form = resource.type().form();
        String arn = resource.arn();
        if (arn.indexOf('*') >= 0) {
            return resource.type().arnHasAccount() ? form.mayMatch(text, resource.account()) : form.mayMatch(text);
        }
        if (text.equals("*")) {
            return true;
        }
        String beginning = BEFORE_WILDCARDS.matcher(text).replaceFirst("");
        return (beginning.length() < text.length() && arn.startsWith(beginning))
                || text.equals(arn)
                || form.part()
                        .filter(part -> beginning.startsWith(arn + part.separator()))
                        .isPresent();
    }

    private static Stream<String> texts(Statement statement) {
        return statement.resources().filter(clause -> !clause.negated()).stream()
                .flatMap(clause -> clause.values().texts().stream());
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

    /** The resource, or, where it is not known which it is, what its policy tells of it: the ARN, or the partition alone. */
    static Resource narrowed(Resource resource, Policy policy) {
        return resource.isAny()
                ? in(policy, resource.type())
                        .filter(arn ->
                                !resource.type().arnHasAccount() || arn.split(":", 6)[4].equals(resource.account()))
                        .map(arn -> Resource.of(resource.type(), arn, resource.account()))
                        .orElseGet(() -> resource.inPartition(partition(policy).orElse(resource.partition())))
                : resource;
    }

    /**
     * What is taken to be so of a resource that only its policy tells, and that in passing: which it is where Denies alone name
     * it, that it may be any where several are named or NotResource tells only which it is not, and a partition that is not the
     * usual one.
     *
     * @param known the resource as it is {@link #narrowed}
     */
    static Optional<String> taken(Resource known, Policy policy) {
        ResourceType type = known.type();
        if (!known.isAny()) {
            return isNamedByAllow(policy, type)
                    ? Optional.empty()
                    : Optional.of("the policy of " + known.arn() + ", which Denies alone name");
        }
        String partition = known.partition().equals(USUAL_PARTITION)
                ? ""
                : " in " + known.partition() + ", the partition of its ARNs";
        if (all(policy, type).size() > 1) {
            return Optional.of("the policy of any " + type.noun() + partition + ", for it names several");
        }
        if (hasNotResource(policy)) {
            return Optional.of("the policy of any " + type.noun() + partition + ", for NotResource names none");
        }
        return partition.isEmpty() ? Optional.empty() : Optional.of("the policy of " + type.oneOfThem() + partition);
    }

    /**
     * The one partition of all ARNs in Resource elements or, where there are none, of all principals' ARNs. Services refuse
     * principals of another partition than their resource's; source: IAM user guide, "AWS JSON policy elements: Principal".
     */
    private static Optional<String> partition(Policy policy) {
        Set<String> ofResources = partitions(policy.statements().stream().flatMap(NamedResource::texts));
        Set<String> told = ofResources.isEmpty()
                ? partitions(policy.statements().stream()
                        .flatMap(statement -> statement.principals().stream())
                        .flatMap(clause -> clause.principals().stream())
                        .map(Principal::written))
                : ofResources;
        return told.stream().findFirst().filter(_ -> told.size() == 1);
    }

    private static Set<String> partitions(Stream<String> arns) {
        return arns.map(ARN::matcher)
                .filter(Matcher::matches)
                .map(arn -> arn.group(1))
                .collect(Collectors.toSet());
    }
}
