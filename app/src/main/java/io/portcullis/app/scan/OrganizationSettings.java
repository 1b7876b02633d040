package io.portcullis.app.scan;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Forms;
import io.portcullis.aws.Attempt;
import io.portcullis.aws.MemberRole;
import io.portcullis.aws.Organization;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Which organization is trusted, and whether all of its accounts are scanned. A mixin of the command. */
final class OrganizationSettings {

    /** Source: IAM API reference, Role: 64 characters, and before them a path that ends in a slash. */
    private static final Pattern ROLE = Pattern.compile("(?:[!-~&&[^:]]+/)?[\\w+=,.@-]{1,64}");

    /** Source: STS API reference, AssumeRole. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private static final String ASK = "";

    @Option(
            names = "--organization",
            paramLabel = "ID",
            arity = "0..1",
            fallbackValue = ASK,
            description = "The organization that is trusted, o-…; without it, the account alone is. Without ID, the"
                    + " account's own with all its accounts, as AWS Organizations has them.")
    private Optional<String> organization = Optional.empty();

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
        var _ = Forms.organization(organization.filter(id -> !id.equals(ASK)));
        if (role.isPresent() && organization.isEmpty()) {
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

    /** The organization that is given to be trusted, of whose accounts none is known. */
    Optional<String> given() {
        return organization.filter(id -> !id.equals(ASK));
    }

    /** Whether AWS Organizations must be asked. */
    boolean isAsked() {
        return role.isPresent() || organization.filter(ASK::equals).isPresent();
    }

    /** The role to be assumed in the accounts of a partition; with one, all accounts are scanned. */
    Optional<MemberRole> role(String partition) {
        return role.map(name -> new MemberRole(partition, name, externalId));
    }

    /**
     * The organization as AWS has it.
     *
     * @throws CommandFailure when it cannot be read, or is not the one that was given
     */
    Organization read(OrganizationsClient organizations) {
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

    private static void require(Pattern form, String text, String option, String meaning) {
        if (!form.matcher(text).matches()) {
            throw CommandFailure.usage(option + " \"" + text + "\" is not " + meaning);
        }
    }
}
