/**
 * The ports of {@code response} filled by the AWS SDK: read keys, publish events and messages, correct.
 */
@NullMarked
package io.portcullis.aws;

import org.jspecify.annotations.NullMarked;
