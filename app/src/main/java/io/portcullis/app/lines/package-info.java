/**
 * Streams of cases: a JSON object a line in, an answer a line out, in order. A bad line gets its error and the rest go on.
 * What the cases are about is the commands' own.
 *
 * <p>A case arrives as text and what is in it is handed on as exactly that text, so that duplicate keys and positions in
 * errors are those of the author.
 */
@NullMarked
package io.portcullis.app.lines;

import org.jspecify.annotations.NullMarked;
