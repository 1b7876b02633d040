/**
 * CloudTrail on this machine: each call that may change something becomes a record of CloudTrail's shape and reaches the
 * default event bus of its account and Region, as it does in an AWS account with a trail.
 *
 * <p>A service says what is particular to its calls through a {@code CallDescriber}; all else about a record is written
 * here once.
 */
@NullMarked
package io.portcullis.local.trail;

import org.jspecify.annotations.NullMarked;
