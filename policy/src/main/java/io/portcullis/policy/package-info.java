/**
 * The IAM policy language as immutable values: documents are read with exact positions, checked, and written back.
 *
 * <p>Knows nothing of AWS services, zones of trust or requests; every other room reads policies through this one.
 */
@NullMarked
package io.portcullis.policy;

import org.jspecify.annotations.NullMarked;
