package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Effect;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.ContextKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an answer rests on that its policy does not say, and how its findings are to be read. Notes change no verdict: where
 * they apply, fewer get in.
 */
final class Notes {

    private static final Pattern UNIQUE_ID = Pattern.compile("(AIDA|AROA)[A-Z0-9]+");

    private Notes() {}

    /**
     * The notes of an answer.
     *
     * @param given the resource as it was asked about
     * @param known the resource as its policy tells it besides
     */
    static List<String> of(Resource given, Resource known, Policy policy, List<Finding> findings, Access access) {
        ResourceType type = known.type();
        List<String> notes = new ArrayList<>(findings.isEmpty() ? List.of() : access.notes());
        if (given.isAny()) {
            NamedResource.taken(known, policy)
                    .ifPresent(taken -> notes.add("Taken to be " + taken + "; if it is another's, give its ARN"));
        }
        unknownKeys(policy, notes);
        unknownVariables(policy, notes);
        notes.addAll(OrganizationIds.unmet(policy));
        if (findings.isEmpty()) {
            notes.addAll(unspoken(known, policy.statements()));
        }
        uniqueIds(findings)
                .forEach(id -> notes.add(
                        id + " is what IAM shows of a user or role that no longer exists; nobody can make another with"
                                + " that id"));
        if (type == ResourceType.S3_BUCKET && allowsAccessPoints(policy)) {
            notes.add("The policy leaves decisions to access points; their own policies are not part of this answer");
        }
        if (type.isAccessPoint() && !findings.isEmpty()) {
            notes.add("What the access point lets through the bucket's policy has to allow too; it is not part of this"
                    + " answer");
        }
        if (type == ResourceType.SECRETS_MANAGER_SECRET && grants(findings, "secretsmanager:GetSecretValue")) {
            notes.add(
                    "Another account can read the secret only if it is encrypted under a customer managed key that lets"
                            + " that account decrypt; which key encrypts it is not part of this answer");
        }
        if (type == ResourceType.LAMBDA_FUNCTION && comeThroughUrl(findings)) {
            notes.add("Calls through a function URL get in once the function has one; whether it has one, and of"
                    + " which AuthType, is not part of this answer");
        }
        return notes;
    }

    /** What nothing speaks of nobody reaches, and most likely another was meant. */
    private static List<String> unspoken(Resource resource, List<Statement> statements) {
        ResourceType type = resource.type();
        if (statements.isEmpty()) {
            return List.of();
        }
        if (statements.stream().noneMatch(type::isSpokenOfBy)) {
            return List.of("No statement speaks of " + type.oneOfThem() + "; this may be the policy of something else");
        }
        return statements.stream().anyMatch(statement -> NamedResource.mayMean(statement, resource))
                ? List.of()
                : List.of("No statement speaks of " + named(resource)
                        + ", which is what was asked about; this may be the policy of another " + type.noun());
    }

    private static String named(Resource resource) {
        return resource.isAny()
                ? "any " + resource.type().noun() + " of account " + resource.account()
                : resource.arn();
    }

    private static Set<String> uniqueIds(List<Finding> findings) {
        Set<String> ids = new LinkedHashSet<>();
        for (Finding finding : findings) {
            for (String principal : finding.principal().values()) {
                if (UNIQUE_ID.matcher(principal).matches()) {
                    ids.add(principal);
                }
            }
        }
        return ids;
    }

    private static void unknownKeys(Policy policy, List<String> into) {
        Set<String> said = new HashSet<>();
        for (Statement statement : policy.statements()) {
            for (Condition condition : statement.conditions()) {
                String key = condition.key();
                if (ContextKey.named(key).kind() == ContextKey.Kind.UNKNOWN && said.add(key.toLowerCase(Locale.ROOT))) {
                    into.add("The condition key " + key + " (line "
                            + statement.at().line()
                            + ") is not known here; it is taken to be chosen by the caller, so it keeps nobody out");
                }
            }
        }
    }

    private static void unknownVariables(Policy policy, List<String> into) {
        if (policy.version() != LanguageVersion.V2012) {
            return;
        }
        Set<String> said = new HashSet<>();
        for (Statement statement : policy.statements()) {
            statement.resources().ifPresent(resources -> unknownVariables(resources.values(), said, into));
            for (Condition condition : statement.conditions()) {
                unknownVariables(condition.values(), said, into);
            }
        }
    }

    private static void unknownVariables(Values values, Set<String> said, List<String> into) {
        for (Scalar value : values.items()) {
            if (value.text().indexOf('$') < 0) {
                continue;
            }
            for (Template.Part part : Template.parse(value.text(), false, true).parts()) {
                if (part instanceof Template.Variable variable
                        && ContextKey.named(variable.key()).kind() == ContextKey.Kind.UNKNOWN
                        && said.add(variable.key().toLowerCase(Locale.ROOT))) {
                    into.add("The variable ${" + variable.key() + "} (line "
                            + value.at().line()
                            + ") is not known here; it is taken to be a key that the caller chooses. If it is to be"
                            + " filled in before the policy is attached, ask about the policy as it will be");
                }
            }
        }
    }

    private static boolean allowsAccessPoints(Policy policy) {
        return policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .flatMap(statement -> statement.conditions().stream())
                .anyMatch(condition -> condition.key().toLowerCase(Locale.ROOT).startsWith("s3:dataaccesspoint"));
    }

    /**
     * Whether what is found needs the function to have a URL. Source: Lambda developer guide, "Control access to Lambda
     * function URLs": those who come that way need both actions, and lambda:InvokedViaFunctionUrl is true for them.
     */
    private static boolean comeThroughUrl(List<Finding> findings) {
        return grants(findings, "lambda:InvokeFunctionUrl")
                || findings.stream()
                        .flatMap(finding -> finding.witness().stream())
                        .anyMatch(proof -> proof.context()
                                .getOrDefault("lambda:InvokedViaFunctionUrl", List.of())
                                .contains("true"));
    }

    private static boolean grants(List<Finding> findings, String action) {
        return findings.stream().anyMatch(finding -> finding.actions().contains(action));
    }
}
