/**
 * What is said of a notice, and in which form: the event of the published design for programs, a plain text for people, and
 * for Security Hub a finding that says how the resource stands.
 *
 * <p>Pure functions. The limits of the services that carry the texts (EventBridge's entry size, SNS's subject and message
 * size, the lengths of Security Hub's format) are kept here, so that no message can be refused for its size.
 */
@NullMarked
package io.portcullis.response.message;

import org.jspecify.annotations.NullMarked;
