package io.portcullis.app.check;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Explanation;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.NamedResource;
import io.portcullis.analyzer.PolicyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.PolicyValidator;
import io.portcullis.policy.Problem;
import io.portcullis.reasoning.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is to be decided: a resource as it would be, and whom its owner trusts.
 *
 * @param state the resource
 * @param zone the zone of trust
 */
public record Subject(ResourceState state, ZoneOfTrust zone) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

    /** The analysis by our own engine. */
    public Analysis analyze(Settings settings) {
        return new EmbeddedAnalyzer(zone, settings).analyze(state);
    }

    /**
     * The analysis by our own engine with its reasons.
     *
     * @param actions patterns of the actions that are asked about; none for all
     * @throws IllegalArgumentException when a pattern matches no action that can succeed from another account
     */
    public Explanation explain(Settings settings, List<String> actions) {
        return new EmbeddedAnalyzer(zone, settings).explain(state, actions);
    }

    /**
     * The proof that nobody outside reaches the resource.
     *
     * @param actions as in {@link #explain}
     * @return empty when somebody does or may, or when the proof would be too large
     */
    public Optional<Certificate> certificate(Settings settings, List<String> actions) {
        return new EmbeddedAnalyzer(zone, settings).certificate(state, actions);
    }

    /** What is wrong with the policy besides what it lets in; nothing where it cannot be read, which the analysis says. */
    List<Problem> problems() {
        return policy().map(read -> new PolicyValidator()
                        .validate(read, state.resource().type().policyKind()))
                .orElse(List.of());
    }

    private Optional<Policy> policy() {
        try {
            return Optional.of(new PolicyReader().read(state.policy()));
        } catch (PolicyException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Puts a case together. The account comes from the resource's ARN when it is not given; a resource that is not given
     * is the one that the policy itself names, else any of the account.
     *
     * @param resourceType a CloudFormation name or a short one
     * @throws InvalidCase when a part is missing, malformed, or contradicts another
     */
    static Subject of(
            String resourceType,
            Optional<String> account,
            Optional<String> organization,
            Optional<String> resource,
            String policy,
            List<Grant> grants)
            throws InvalidCase {
        ResourceType type = ResourceType.named(resourceType)
                .orElseThrow(() -> new InvalidCase("The resource type \"" + resourceType
                        + "\" is not one that can be decided; these are: " + ResourceType.names()));
        require(ACCOUNT, account, "account", "12 digits");
        require(ORGANIZATION, organization, "organization", "an id such as o-a1b2c3d4e5");
        Resource known = resource(type, account, resource, policy);
        ZoneOfTrust zone = organization.isPresent()
                ? new ZoneOfTrust.Organization(organization.get(), Set.of(known.account()))
                : new ZoneOfTrust.Account(known.account());
        return new Subject(state(known, policy, grants), zone);
    }

    private static ResourceState state(Resource resource, String policy, List<Grant> grants) throws InvalidCase {
        if (resource.type() == ResourceType.KMS_KEY) {
            return new KeyState(resource, policy, grants);
        }
        if (!grants.isEmpty()) {
            throw new InvalidCase(
                    "There are no grants of " + resource.type().oneOfThem() + "; only a KMS key has grants");
        }
        return new PolicyState(resource, policy);
    }

    private static Resource resource(
            ResourceType type, Optional<String> account, Optional<String> resource, String policy) throws InvalidCase {
        if (resource.isPresent()) {
            return given(type, account, resource.get());
        }
        String owner = account.isPresent() ? account.get() : named(type, policy).orElseThrow(() -> unowned(type));
        return Resource.any(type, owner);
    }

    private static Resource given(ResourceType type, Optional<String> account, String arn) throws InvalidCase {
        if (!type.writes(arn)) {
            throw new InvalidCase(
                    "The resource \"" + arn + "\" is not the ARN of " + type.oneOfThem() + ", " + type.arnForm());
        }
        Optional<String> told = type.accountIn(arn);
        if (account.isPresent() && told.isPresent() && !told.equals(account)) {
            throw new InvalidCase("The account \"" + account.get() + "\" is not the one in the resource \"" + arn
                    + "\"; give one of them, or the same");
        }
        return Resource.of(type, arn, told.or(() -> account).orElseThrow(() -> unowned(type)));
    }

    /** The owner of the resource that the policy names, if its ARN tells. */
    private static Optional<String> named(ResourceType type, String policy) throws InvalidCase {
        try {
            return NamedResource.in(new PolicyReader().read(policy), type).flatMap(type::accountIn);
        } catch (PolicyException unreadable) {
            throw new InvalidCase("The policy cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static InvalidCase unowned(ResourceType type) {
        return new InvalidCase("Whose " + type.noun() + " it is cannot be known from the policy; give the account"
                + (type.arnHasAccount()
                        ? " or the ARN (--account or --resource; in a line, account or resource)"
                        : " (--account; in a line, account)"));
    }

    private static void require(Pattern form, Optional<String> value, String name, String meaning) throws InvalidCase {
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw new InvalidCase("The " + name + " \"" + value.get() + "\" is not " + meaning);
        }
    }
}
