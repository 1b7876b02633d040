/**
 * Amazon SQS standard queues: enough to be a rule's target, a topic's subscriber and a dead-letter queue, with long
 * polls that return the moment a message arrives, visibility timeouts, redrive and the MD5 digests that SDKs verify.
 *
 * <p>FIFO queues, message move tasks and server-side encryption are refused by name. State lives in memory, one set of
 * queues for each account and Region.
 */
@NullMarked
package io.portcullis.local.sqs;

import org.jspecify.annotations.NullMarked;
