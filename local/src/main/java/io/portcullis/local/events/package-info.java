/**
 * Amazon EventBridge: buses, rules with event patterns and rate schedules, targets with input transformers and
 * dead-letter queues, and PutEvents with its limits and per-entry errors.
 *
 * <p>Patterns are matched by event-ruler, the library behind EventBridge. Targets are topics, queues and other buses of
 * this process; each is called off the publisher's thread and in order. State lives in memory, one set of buses for each
 * account and Region.
 */
@NullMarked
package io.portcullis.local.events;

import org.jspecify.annotations.NullMarked;
