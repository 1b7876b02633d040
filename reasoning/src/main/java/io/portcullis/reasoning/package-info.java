/**
 * Exact sets of requests over policies: typed dimensions, boxes of atoms, and the search for a request that some
 * statements allow and no statement denies.
 *
 * <p>Knows the policy language and nothing of resources, accounts of this installation, or AWS calls. Every answer is
 * yes with a witness, no, or undecided with the reason.
 */
@NullMarked
package io.portcullis.reasoning;

import org.jspecify.annotations.NullMarked;
