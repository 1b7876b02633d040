/**
 * KMS on this machine, without the cryptography: keys and their states, key policies, grants, aliases, tags.
 *
 * <p>Each account has a {@code Vault} in each Region, and every call runs alone in its vault, so that answers are never
 * torn. Listings are sorted by id, which keeps pages whole while keys come and go. Codes and messages of errors are those
 * of AWS, since clients and scripts match on them.
 */
@NullMarked
package io.portcullis.local.kms;

import org.jspecify.annotations.NullMarked;
