/**
 * The response as functions of AWS Lambda: one for changes, one for the schedule, one for corrections. They live as long as
 * an invocation and share nothing but the table and the queues, so what is to be done later goes out as a message, and what
 * failed comes back as one.
 */
@NullMarked
package io.portcullis.deploy;

import org.jspecify.annotations.NullMarked;
