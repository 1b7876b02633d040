/**
 * E-mail that leaves the local account: through an SMTP server, or into a folder where a person can read it.
 *
 * <p>The port is one method, so whoever sends (topics, the response) does not know which of the two it is.
 */
@NullMarked
package io.portcullis.local.mail;

import org.jspecify.annotations.NullMarked;
