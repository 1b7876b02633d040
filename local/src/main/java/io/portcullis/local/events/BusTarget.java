package io.portcullis.local.events;

import io.portcullis.local.delivery.Lane;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A target of a rule.
 *
 * @param target as put
 * @param input what it is sent, made from the target once
 * @param lane where its events wait their turn
 */
record BusTarget(Target target, TargetInput input, Lane lane) {}
