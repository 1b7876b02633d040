/**
 * An AWS account on this machine: KMS, EventBridge, SNS, SQS, STS and Security Hub over their real wire protocols, with
 * CloudTrail records for every change.
 */
@NullMarked
package io.portcullis.local;

import org.jspecify.annotations.NullMarked;
