/**
 * The IAM policy language as immutable values: documents are read with exact positions, checked, and written back.
 *
 * <p>Knows nothing of AWS services, zones of trust or requests; every other room reads policies through this one.
 * {@link io.portcullis.policy.PolicyReader} takes hostile text and gives a {@link io.portcullis.policy.Policy} or a
 * {@link io.portcullis.policy.PolicyException} with the first fault, its place and the way out. The model keeps how
 * things were written (one value or a list, number or text, spelling of operators), so that
 * {@link io.portcullis.policy.PolicyWriter} loses nothing. What reads well and yet is refused by AWS, or says something
 * else than it seems to, {@link io.portcullis.policy.PolicyValidator} finds.
 */
@NullMarked
package io.portcullis.policy;

import org.jspecify.annotations.NullMarked;
