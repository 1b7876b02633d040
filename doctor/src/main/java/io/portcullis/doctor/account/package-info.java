/**
 * Reads with the AWS SDK what the checks of {@code doctor} are over, and makes them. Changes nothing. What may not be read is
 * said with the permission that is lacking.
 */
@NullMarked
package io.portcullis.doctor.account;

import org.jspecify.annotations.NullMarked;
