package io.portcullis.aws;

import io.portcullis.analyzer.ZoneOfTrust;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/**
 * The accounts that belong together, as AWS Organizations has them.
 *
 * @param id such as {@code o-a1b2c3d4e5}
 * @param members all of them, in the order of their numbers
 */
public record Organization(String id, List<Member> members) {

    /** What an account's state is called while it can be used (Organizations API reference, "Account"). */
    private static final String ACTIVE = "ACTIVE";

    /**
     * An account of an organization.
     *
     * @param account 12 digits
     * @param name its name, for people
     * @param state {@code ACTIVE}, {@code SUSPENDED} and so on; {@code UNKNOWN} where Organizations does not tell
     */
    public record Member(String account, String name, String state) {

        /** Whether it is known that nobody can use the account now: it is not activated yet, suspended, or closed. */
        public boolean isOutOfUse() {
            return !state.equals(ACTIVE) && !state.equals("UNKNOWN");
        }
    }

    /** Copies the members. */
    public Organization {
        members = List.copyOf(members);
    }

    /** Reads all of it, or says why it cannot be read: half of its accounts would make outsiders of the others. */
    public static Attempt<Organization> read(OrganizationsClient organizations) {
        String permission = "organizations:DescribeOrganization";
        try {
            String id = organizations
                    .describeOrganization(request -> {})
                    .organization()
                    .id();
            permission = "organizations:ListAccounts";
            List<Member> members = new ArrayList<>();
            for (ListAccountsResponse page : organizations.listAccountsPaginator(request -> {})) {
                page.accounts().forEach(account -> members.add(member(account)));
            }
            members.sort(Comparator.comparing(Member::account));
            return new Attempt.Given<>(new Organization(id, members));
        } catch (AwsOrganizationsNotInUseException e) {
            return new Attempt.Refused<>("The account of these credentials is in no organization.");
        } catch (SdkException e) {
            return new Attempt.Refused<>(Trouble.of(permission, e));
        }
    }

    /** The state took the place of the status, which AWS meant to retire on 9 September 2026 (API reference, "Account"). */
    private static Member member(Account account) {
        String state = Optional.ofNullable(account.stateAsString())
                .or(() -> Optional.ofNullable(account.statusAsString()))
                .orElse("UNKNOWN");
        return new Member(account.id(), Optional.ofNullable(account.name()).orElse(""), state);
    }

    /**
     * All of it is trusted. Members out of use are members still, and trusted by whoever trusts the organization.
     */
    public ZoneOfTrust.Organization zone() {
        return new ZoneOfTrust.Organization(
                id, members.stream().map(Member::account).collect(Collectors.toSet()));
    }
}
