package io.portcullis.local.kms;

import java.time.Instant;

/**
 * An alias.
 *
 * @param name with its {@code alias/}
 * @param targetKeyId the id of the key it stands for
 * @param created when it was made
 * @param updated when it was last pointed to a key
 */
record Alias(String name, String targetKeyId, Instant created, Instant updated) {}
