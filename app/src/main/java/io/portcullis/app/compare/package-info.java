/**
 * {@code portcullis compare}: whether a new policy allows what an old one does not, two from files or a stream of pairs
 * from standard input. Offline.
 */
@NullMarked
package io.portcullis.app.compare;

import org.jspecify.annotations.NullMarked;
