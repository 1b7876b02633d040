/**
 * AWS's wire protocols, driven by the SDK's generated model classes, so that no shape is written by hand.
 *
 * <p>A service is a list of typed operations; this room turns HTTP requests into their inputs and their outputs and
 * faults into HTTP responses, checks SigV4, and knows nothing of what the operations do.
 */
@NullMarked
package io.portcullis.wire;

import org.jspecify.annotations.NullMarked;
