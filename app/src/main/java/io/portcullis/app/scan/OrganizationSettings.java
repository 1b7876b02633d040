package io.portcullis.app.scan;

import io.portcullis.app.account.TrustedOrganization;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.aws.MemberRole;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which organization is trusted, and whether all of its accounts are scanned. A mixin of the command. */
final class OrganizationSettings {

    /** Source: IAM API reference, Role: 64 characters, and before them a path that ends in a slash. */
    private static final Pattern ROLE = Pattern.compile("(?:[!-~&&[^:]]+/)?[\\w+=,.@-]{1,64}");

    /** Source: STS API reference, AssumeRole. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    @Mixin
    private TrustedOrganization organization = new TrustedOrganization();

    @Option(
            names = "--role",
            paramLabel = "NAME",
            description = "With --organization: scans all active accounts of the organization, and assumes this role in"
                    + " each but the one whose credentials these are.")
    private Optional<String> role = Optional.empty();

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description = "The external id that the role's trust policy asks for.")
    private Optional<String> externalId = Optional.empty();

    /**
     * Refuses what cannot be meant.
     *
     * @throws CommandFailure naming the option and the way out
     */
    void check() {
        organization.check();
        if (role.isPresent() && !organization.isPresent()) {
            throw CommandFailure.usage("--role " + role.get() + " is for the accounts of an organization; give"
                    + " --organization too, or choose credentials of one account with --profile");
        }
        if (externalId.isPresent() && role.isEmpty()) {
            throw CommandFailure.usage("--external-id is for a role; give --role too");
        }
        role.ifPresent(name -> require(ROLE, name, "--role", "the name of a role, the same in every account"));
        externalId.ifPresent(id ->
                require(EXTERNAL_ID, id, "--external-id", "an external id: 2 to 1224 of A-Z a-z 0-9" + " _+=,.@:/-"));
    }

    /** Which organization is trusted. */
    TrustedOrganization trusted() {
        return organization;
    }

    /** Whether AWS Organizations must be asked. */
    boolean isAsked() {
        return role.isPresent() || organization.isAsked();
    }

    /** The role to be assumed in the accounts of a partition; with one, all accounts are scanned. */
    Optional<MemberRole> role(String partition) {
        return role.map(name -> new MemberRole(partition, name, externalId));
    }

    private static void require(Pattern form, String text, String option, String meaning) {
        if (!form.matcher(text).matches()) {
            throw CommandFailure.usage(option + " \"" + text + "\" is not " + meaning);
        }
    }
}
