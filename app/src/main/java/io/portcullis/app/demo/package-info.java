/**
 * {@code portcullis demo}: the main job as a timeline with measured times, over real sockets in one process, and the
 * measurement of the same way over many changes.
 */
@NullMarked
package io.portcullis.app.demo;

import org.jspecify.annotations.NullMarked;
