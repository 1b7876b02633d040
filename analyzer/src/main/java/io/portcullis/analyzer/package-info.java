/**
 * From the state of one resource and a zone of trust to findings, and from a finding to the plan that closes it.
 *
 * <p>Pure functions over immutable values: nothing here reads a network, a clock or a file.
 */
@NullMarked
package io.portcullis.analyzer;

import org.jspecify.annotations.NullMarked;
