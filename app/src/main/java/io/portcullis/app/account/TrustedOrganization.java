package io.portcullis.app.account;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Forms;
import io.portcullis.aws.Attempt;
import io.portcullis.aws.Organization;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Which organization is trusted, if one is. A mixin of commands. */
public final class TrustedOrganization {

    private static final String ASK = "";

    @Option(
            names = "--organization",
            paramLabel = "ID",
            arity = "0..1",
            fallbackValue = ASK,
            description = "The organization that is trusted, o-…; without it, the account alone is. Without ID, the"
                    + " account's own with all its accounts, as AWS Organizations has them at the start.")
    private Optional<String> organization = Optional.empty();

    /**
     * Refuses what is no id of an organization.
     *
     * @throws CommandFailure naming the option and the form
     */
    public void check() {
        var _ = Forms.organization(given());
    }

    /** Whether an organization is trusted. */
    public boolean isPresent() {
        return organization.isPresent();
    }

    /** Whether AWS Organizations must be asked which. */
    public boolean isAsked() {
        return organization.filter(ASK::equals).isPresent();
    }

    private Optional<String> given() {
        return organization.filter(id -> !id.equals(ASK));
    }

    /**
     * The organization as AWS has it.
     *
     * @throws CommandFailure when it cannot be read, or is not the one that was given
     */
    public Organization read(OrganizationsClient organizations) {
        Organization read = switch (Organization.read(organizations)) {
            case Attempt.Given(Organization value) -> value;
            case Attempt.Refused(String reason) ->
                throw CommandFailure.unknown("The organization could not be read: " + reason);
        };
        if (given().filter(id -> !id.equals(read.id())).isPresent()) {
            throw CommandFailure.usage("--organization " + given().get() + " is not the organization of these"
                    + " credentials, which is " + read.id() + "; leave the id out, or choose others with --profile");
        }
        return read;
    }

    /**
     * Whose principals are trusted.
     *
     * @param read the organization, where AWS was asked
     * @param account the account of the credentials, the only one known of an organization that is only given
     */
    public ZoneOfTrust zone(Optional<Organization> read, String account) {
        Optional<ZoneOfTrust> asked = read.map(Organization::zone);
        Optional<ZoneOfTrust> told = given().map(id -> new ZoneOfTrust.Organization(id, Set.of(account)));
        return asked.or(() -> told).orElseGet(() -> new ZoneOfTrust.Account(account));
    }
}
