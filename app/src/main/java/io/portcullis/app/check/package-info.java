/**
 * {@code portcullis check}: decides policies offline, one from a file or a stream of cases from standard input.
 *
 * <p>A case arrives as text and its policy reaches the policy reader as exactly that text, so that duplicate keys and
 * positions in errors are those of the author.
 */
@NullMarked
package io.portcullis.app.check;

import org.jspecify.annotations.NullMarked;
