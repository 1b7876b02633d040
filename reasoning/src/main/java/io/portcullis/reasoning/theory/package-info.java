/**
 * What boxes of atoms cannot say: whether several texts can stand in given relations to each other, or one text in many
 * relations at once. Texts are confined by finite automata; relations are patterns with other texts in them. Decides
 * exactly where it decides, within a budget, and says so where it does not. Knows nothing of policies.
 */
@NullMarked
package io.portcullis.reasoning.theory;

import org.jspecify.annotations.NullMarked;
