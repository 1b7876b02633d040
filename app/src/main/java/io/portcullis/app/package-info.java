/**
 * The {@code portcullis} command: demo, local, scan, check, undo.
 */
@NullMarked
package io.portcullis.app;

import org.jspecify.annotations.NullMarked;
