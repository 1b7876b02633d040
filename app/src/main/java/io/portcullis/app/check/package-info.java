/**
 * {@code portcullis check}: decides policies offline, one from a file or a stream of cases from standard input.
 *
 * <p>The policy of a case reaches the policy reader as exactly the text that came.
 */
@NullMarked
package io.portcullis.app.check;

import org.jspecify.annotations.NullMarked;
