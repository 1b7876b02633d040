package io.portcullis.local.kms;

import java.time.Instant;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/**
 * A grant.
 *
 * @param entry the grant as listings show it
 * @param visibleFrom when listings begin to show it
 */
record KeyGrant(GrantListEntry entry, Instant visibleFrom) {

    String id() {
        return entry.grantId();
    }

    boolean isVisible(Instant now) {
        return !now.isBefore(visibleFrom);
    }
}
