package io.portcullis.policy;

import io.portcullis.policy.PolicyValidator.Fault;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The validator's rules about which elements a statement has, its actions and its variables. */
final class ElementRules {

    /** A service, a colon and a name, with wildcards in either; whether KMS takes them in the service is not known. */
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9*?-]+:[A-Za-z0-9*?_-]+");

    private ElementRules() {}

    static Stream<Fault> missingPrincipal(Policy policy, Statement statement) {
        return statement.principals().isPresent()
                ? Stream.empty()
                : fault(statement, "has no Principal; say whom it is about, such as {\"AWS\": \"111122223333\"}");
    }

    static Stream<Fault> unexpectedPrincipal(Policy policy, Statement statement) {
        return statement.principals().stream()
                .map(clause -> new Fault(
                        name(statement) + " names principals; remove them, an identity policy is about its identity",
                        clause.at()));
    }

    static Stream<Fault> missingResource(Policy policy, Statement statement) {
        return statement.resources().isPresent()
                ? Stream.empty()
                : fault(statement, "has no Resource; write \"Resource\": \"*\" or the ARNs it is about");
    }

    /** Source: KMS API reference, PutKeyPolicy: such a statement is stored and has no effect. */
    static Stream<Fault> resourceMissingWithoutEffect(Policy policy, Statement statement) {
        return statement.resources().isPresent()
                ? Stream.empty()
                : fault(
                        statement,
                        "has no Resource and so no effect; write \"Resource\": \"*\", which is the key itself");
    }

    static Stream<Fault> unexpectedResource(Policy policy, Statement statement) {
        return statement.resources().isPresent()
                ? fault(statement, "has a Resource; remove it, a trust policy is about its role")
                : Stream.empty();
    }

    static Stream<Fault> actionWithoutService(Policy policy, Statement statement) {
        return statement.actions().values().items().stream()
                .filter(action -> !action.text().equals("*") && !action.text().contains("$"))
                .filter(action -> !ACTION.matcher(action.text()).matches())
                .map(action -> new Fault(
                        "Action " + Quoted.of(action.text())
                                + " is not of the form \"service:Name\"; write such as \"s3:GetObject\" or \"kms:Decrypt\", or"
                                + " \"*\"",
                        action.at()));
    }

    static Stream<Fault> variableInAction(Policy policy, Statement statement) {
        return statement.actions().values().items().stream()
                .filter(action -> action.text().contains("$"))
                .map(action -> new Fault(
                        "Action " + Quoted.of(action.text())
                                + " holds a variable; write the action out, variables do not live here",
                        action.at()));
    }

    /** Source: IAM user guide, "Policy variables": they need Version 2012-10-17. */
    static Stream<Fault> variableInOldVersion(Policy policy, Statement statement) {
        if (policy.version() == LanguageVersion.V2012) {
            return Stream.empty();
        }
        Stream<Values> values = Stream.concat(
                statement.resources().map(MatchClause::values).stream(),
                statement.conditions().stream().map(Condition::values));
        return values.flatMap(each -> each.items().stream())
                .filter(value -> value.text().contains("${"))
                .map(value -> new Fault(
                        Quoted.of(value.text())
                                + " is literal text in version 2008-10-17, and no variable;"
                                + " write \"Version\": \"2012-10-17\"",
                        value.at()));
    }

    static String name(Statement statement) {
        Optional<String> sid = statement.sid().map(text -> " (" + Quoted.of(text) + ")");
        return "Statement " + (statement.index() + 1) + sid.orElse("");
    }

    private static Stream<Fault> fault(Statement statement, String message) {
        return Stream.of(new Fault(name(statement) + " " + message, statement.at()));
    }
}
