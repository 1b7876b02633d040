/**
 * {@code portcullis explain}: the findings of one document with their reasons, drawn in its text as a compiler draws its
 * errors; or, where there is none, what keeps outsiders out.
 *
 * <p>What is drawn comes from a document that anybody may have written: what could move a terminal's cursor or hide text is
 * shown as a replacement character.
 */
@NullMarked
package io.portcullis.app.explain;

import org.jspecify.annotations.NullMarked;
