/**
 * From the state of one resource and a zone of trust to findings, and from a finding to the plan that closes it.
 *
 * <p>Functions over immutable values: nothing here reads a network or a file, and the clock that tells which dates are
 * past is given.
 */
@NullMarked
package io.portcullis.analyzer;

import org.jspecify.annotations.NullMarked;
