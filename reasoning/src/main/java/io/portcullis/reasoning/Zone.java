package io.portcullis.reasoning;

import java.util.Optional;
import java.util.Set;

/**
 * Whose principals are trusted.
 *
 * @param partition the partition that the accounts are in, such as {@code aws}
 * @param accounts trusted accounts, 12 digits each
 * @param organization the trusted organization, all of whose accounts are trusted whether listed or not
 */
public record Zone(String partition, Set<String> accounts, Optional<String> organization) {
    /** Copies the accounts. */
    public Zone {
        accounts = Set.copyOf(accounts);
    }
}
