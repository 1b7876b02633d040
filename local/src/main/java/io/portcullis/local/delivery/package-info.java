/**
 * How one local service hands a message to another inside the process: the ports that topics and queues offer, the
 * check of the receiver's resource policy, and ordered lanes of work off the caller's thread.
 *
 * <p>AWS's services reach each other over the network with a service principal; here they call each other directly, but
 * the receiver still decides by its own policy, so a topic that EventBridge may not publish to stays silent as it does
 * in AWS.
 */
@NullMarked
package io.portcullis.local.delivery;

import org.jspecify.annotations.NullMarked;
