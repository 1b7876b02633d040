package io.portcullis.analyzer;

import java.util.Set;

/** Whose principals are trusted. Everybody else is an outsider. */
public sealed interface ZoneOfTrust {

    /** One account: the owner of the analyzed resource. */
    record Account(String account) implements ZoneOfTrust {}

    /**
     * An organization.
     *
     * @param organization its id, {@code o-…}
     * @param accounts member accounts as far as known; the resource's own account always counts as one
     */
    record Organization(String organization, Set<String> accounts) implements ZoneOfTrust {
        /** Copies the accounts. */
        public Organization {
            accounts = Set.copyOf(accounts);
        }
    }
}
