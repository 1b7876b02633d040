/**
 * Amazon SNS standard topics: policies, subscriptions with confirmation, filters, and delivery to e-mail, HTTP(S) and
 * SQS, in order for each subscriber and off the publisher's thread.
 *
 * <p>FIFO topics, SMS, mobile push and Lambda subscribers are refused by name. Messages to HTTP subscribers carry no
 * signature, for there is no certificate of AWS here to sign with. State lives in memory.
 */
@NullMarked
package io.portcullis.local.sns;

import org.jspecify.annotations.NullMarked;
