/**
 * From events to changes: which API calls may alter who reaches a resource, and which resources a CloudTrail record of
 * such a call touches.
 *
 * <p>The list of calls is data, and both the rule that selects events and the reader that reduces them are made from it,
 * so that they cannot drift apart. A policy that an event carries is never looked at: CloudTrail truncates it, and events
 * come late, twice and out of order.
 */
@NullMarked
package io.portcullis.response.change;

import org.jspecify.annotations.NullMarked;
