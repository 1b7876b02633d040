/**
 * The ports of {@code response} filled by the AWS SDK: read keys, publish events and messages, correct; and who an
 * organization's accounts are and how they are entered.
 */
@NullMarked
package io.portcullis.aws;

import org.jspecify.annotations.NullMarked;
