/**
 * Sets of strings: globs over character classes, and the one pass that cuts all strings into the finitely many classes
 * which a set of languages can tell apart. Knows nothing of policies.
 */
@NullMarked
package io.portcullis.reasoning.text;

import org.jspecify.annotations.NullMarked;
