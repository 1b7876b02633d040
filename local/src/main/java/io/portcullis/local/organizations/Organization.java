package io.portcullis.local.organizations;

import java.util.List;
import software.amazon.awssdk.services.organizations.model.AccountState;

/**
 * Accounts that belong together.
 *
 * @param id such as {@code o-a1b2c3d4e5}
 * @param management the account that may list the others
 * @param members all accounts, the management account among them
 */
public record Organization(String id, String management, List<Member> members) {

    /**
     * An account of an organization.
     *
     * @param account 12 digits
     * @param name its name, for people
     * @param state whether it is in use
     */
    public record Member(String account, String name, AccountState state) {

        /** An account in use. */
        public static Member active(String account) {
            return new Member(account, "account-" + account, AccountState.ACTIVE);
        }
    }

    /** Copies the members. */
    public Organization {
        members = List.copyOf(members);
        if (members.stream().noneMatch(member -> member.account().equals(management))) {
            throw new IllegalArgumentException("The management account " + management + " must be among the members");
        }
    }

    /** Whether an account belongs to it. */
    public boolean holds(String account) {
        return members.stream().anyMatch(member -> member.account().equals(account));
    }
}
