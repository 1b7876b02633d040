/**
 * What is said of a notice, and in which form: the event of the published design for programs, a plain text for people.
 *
 * <p>Pure functions from a notice to text. The limits of the services that carry the text (EventBridge's entry size, SNS's
 * subject and message size) are kept here, so that no message can be refused for its size.
 */
@NullMarked
package io.portcullis.response.message;

import org.jspecify.annotations.NullMarked;
