package io.portcullis.app.check;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.lines.InvalidCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be decided: a resource as it would be, and whom its owner trusts.
 *
 * @param state the resource
 * @param zone the zone of trust
 */
record Subject(ResourceState state, ZoneOfTrust zone) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");
    private static final Pattern KEY_ARN = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

    /** The analysis by our own engine. */
    Analysis analyze() {
        return new EmbeddedAnalyzer(zone, Settings.DEFAULT).analyze(state);
    }

    /**
     * Puts a case together. The account comes from the resource's ARN when it is not given; a resource that is not given
     * is the key that the policy itself names, else any key of the account.
     *
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
        if (ResourceType.of(resourceType).isEmpty()) {
            throw new InvalidCase("The resource type \"" + resourceType + "\" is not supported; AWS::KMS::Key is");
        }
        require(ACCOUNT, account, "account", "12 digits");
        require(ORGANIZATION, organization, "organization", "an id such as o-a1b2c3d4e5");
        require(KEY_ARN, resource, "resource", "a key's ARN, arn:aws:kms:REGION:ACCOUNT:key/ID");
        Resource key = key(account, resource, policy);
        ZoneOfTrust zone = organization.isPresent()
                ? new ZoneOfTrust.Organization(organization.get(), Set.of(key.account()))
                : new ZoneOfTrust.Account(key.account());
        return new Subject(new KeyState(key, policy, grants), zone);
    }

    private static Resource key(Optional<String> account, Optional<String> resource, String policy) throws InvalidCase {
        if (resource.isPresent()) {
            Resource given = Resource.kmsKey(resource.get());
            if (account.isPresent() && !account.get().equals(given.account())) {
                throw new InvalidCase("The account \"" + account.get() + "\" is not the one in the resource \""
                        + resource.get() + "\"; give one of them, or the same");
            }
            return given;
        }
        String owner = account.orElse("[0-9]{12}");
        Set<String> named = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:" + owner + ":key/[A-Za-z0-9-]+(?=\")")
                .matcher(policy)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
        if (named.size() == 1) {
            return Resource.kmsKey(named.iterator().next());
        }
        if (account.isEmpty()) {
            throw new InvalidCase("Whose key it is cannot be known from the policy; give the account or the key's ARN"
                    + " (--account or --resource; in a line, account or resource)");
        }
        return Resource.kmsKey("arn:aws:kms:*:" + account.get() + ":key/*");
    }

    private static void require(Pattern form, Optional<String> value, String name, String meaning) throws InvalidCase {
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw new InvalidCase("The " + name + " \"" + value.get() + "\" is not " + meaning);
        }
    }
}
