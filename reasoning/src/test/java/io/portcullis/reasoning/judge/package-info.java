/**
 * Judges of the engine: seeded random policies that reach every construct, and ways of deciding them that share no code with
 * the search. Where a judge disagrees, the smallest policy that shows it is printed with its seed.
 */
@NullMarked
package io.portcullis.reasoning.judge;

import org.jspecify.annotations.NullMarked;
