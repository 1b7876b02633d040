package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which partitions policies may be in, as far as their own words tell: those of the principals and resources that they
 * name, or else {@code aws}; and those that their conditions name. A condition for any partition names none where principals
 * and resources do: AWS refuses principals of another partition than the policy's.
 */
final class Partitions {

    // Source: AWS general reference, "AWS service endpoints"; the partitions of the AWS SDKs.
    private static final List<String> KNOWN =
            List.of("aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f");

    private static final Pattern ARN = Pattern.compile("arn:([a-z*?-]+):.*", Pattern.DOTALL);

    /** How ARNs of any partition begin. */
    private static final String ANY = "arn:*:";

    private Partitions() {}

    /** The partitions, {@code aws} first where it is one of them. */
    static Set<String> of(List<Rule> rules) {
        Set<String> partitions = new LinkedHashSet<>();
        rules.forEach(rule -> elements(rule.statement()).forEach(text -> add(text, partitions)));
        boolean told = !partitions.isEmpty();
        if (!told) {
            partitions.add(KNOWN.getFirst());
        }
        rules.forEach(rule -> conditions(rule.statement())
                .filter(text -> !told || !text.startsWith(ANY))
                .forEach(text -> add(text, partitions)));
        Set<String> ordered = new LinkedHashSet<>(KNOWN);
        ordered.retainAll(partitions);
        ordered.addAll(partitions);
        return ordered;
    }

    private static Stream<String> elements(Statement statement) {
        Stream<String> principals = statement.principals().map(PrincipalClause::principals).stream()
                .flatMap(List::stream)
                .map(Principal::written);
        Stream<String> resources = statement.resources().stream().flatMap(clause -> clause.values().texts().stream());
        return Stream.concat(principals, resources);
    }

    private static Stream<String> conditions(Statement statement) {
        return statement.conditions().stream().map(Condition::values).flatMap(values -> values.texts().stream());
    }

    private static void add(String text, Set<String> into) {
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            return;
        }
        Template partition = Template.parse(arn.group(1), true, false);
        if (partition.literal().isPresent()) {
            into.add(partition.literal().get());
        }
        KNOWN.stream().filter(partition::matches).forEach(into::add);
    }
}
