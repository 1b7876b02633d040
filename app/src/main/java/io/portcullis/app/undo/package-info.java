/**
 * {@code portcullis undo}: takes a correction back from the record that was kept of it.
 */
@NullMarked
package io.portcullis.app.undo;

import org.jspecify.annotations.NullMarked;
