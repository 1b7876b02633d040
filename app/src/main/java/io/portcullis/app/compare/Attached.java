package io.portcullis.app.compare;

import io.portcullis.analyzer.KnownActions;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.ActionFacts;
import io.portcullis.reasoning.Resources;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What two policies are attached to.
 *
 * @param kind the kind of policy
 * @param anonymousCallers whether unsigned requests may be taken
 * @param resources the resources of the type; empty where no type is told, or one that may be of any resource
 * @param facts what is known of the actions that they are asked for
 */
record Attached(PolicyKind kind, boolean anonymousCallers, Optional<Resources> resources, ActionFacts facts) {

    private Attached(PolicyKind kind, boolean anonymousCallers) {
        this(kind, anonymousCallers, Optional.empty(), KnownActions.ofAll());
    }

    private static final Pattern TYPE = Pattern.compile("AWS::[A-Za-z0-9]+::[A-Za-z0-9]+");

    /** What IAM Access Analyzer calls a trust policy. */
    private static final String TRUST = "AWS::IAM::AssumeRolePolicyDocument";

    private static final Set<String> IDENTITY = Set.of(
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::User",
            "AWS::IAM::Group");

    /** Resources of which every unsigned request is refused. */
    private static final Set<String> SIGNED_ALONE = Set.of(
            "AWS::SecretsManager::Secret",
            "AWS::DynamoDB::Table",
            "AWS::S3::AccessPoint",
            "AWS::S3::MultiRegionAccessPoint");

    /**
     * What a resource type says.
     *
     * @throws InvalidCase when it is no resource type
     */
    static Attached to(String resourceType) throws InvalidCase {
        Optional<ResourceType> known = ResourceType.named(resourceType);
        if (known.isPresent()) {
            PolicyKind kind = known.get().policyKind();
            String name = known.get().cloudFormationName();
            boolean anonymous = kind == PolicyKind.RESOURCE && !SIGNED_ALONE.contains(name);
            // Trust policies are of roles in any case, whose paths may have more characters than most do.
            return new Attached(
                    kind,
                    anonymous,
                    known.map(ResourceType::resources).filter(_ -> kind != PolicyKind.TRUST),
                    KnownActions.of(known.get()));
        }
        if (!TYPE.matcher(resourceType).matches()) {
            throw new InvalidCase("The resource type \"" + resourceType
                    + "\" is not of the form AWS::Service::Resource, such as AWS::S3::Bucket or AWS::IAM::Policy");
        }
        if (resourceType.equals(TRUST)) {
            return new Attached(PolicyKind.TRUST, false);
        }
        return IDENTITY.contains(resourceType)
                ? new Attached(PolicyKind.IDENTITY, false)
                : new Attached(PolicyKind.RESOURCE, !SIGNED_ALONE.contains(resourceType));
    }

    /** The type, with its article, where it is one that is known and none of the statements speaks of it: it is another's. */
    static Optional<String> unspoken(String resourceType, List<Statement> statements) {
        return ResourceType.named(resourceType)
                .filter(type -> !statements.isEmpty() && statements.stream().noneMatch(type::isSpokenOfBy))
                .map(ResourceType::oneOfThem);
    }

    /** What the statements themselves say: identity policies name no principals, and trust policies no resources. */
    static Attached by(List<Statement> statements) {
        if (statements.stream().allMatch(statement -> statement.principals().isEmpty())) {
            return new Attached(PolicyKind.IDENTITY, false);
        }
        return statements.stream().allMatch(statement -> statement.resources().isEmpty())
                ? new Attached(PolicyKind.TRUST, false)
                : new Attached(PolicyKind.RESOURCE, true);
    }

    /** What is wrong with a statement of a policy of this kind, with the way out; AWS refuses it too. */
    Optional<String> fault(Statement statement) {
        boolean principals = statement.principals().isPresent();
        if (kind == PolicyKind.IDENTITY && principals) {
            return Optional.of("names principals, and the policy is an identity's; remove them");
        }
        if (kind != PolicyKind.IDENTITY && !principals) {
            return Optional.of("has no Principal, and the policy is not an identity's; say whom it is about,"
                    + " such as {\"AWS\": \"111122223333\"}");
        }
        return kind == PolicyKind.TRUST && statement.resources().isPresent()
                ? Optional.of("has a Resource, and the policy is a role's trust policy; remove it")
                : Optional.empty();
    }
}
