/**
 * How the commands reach an AWS account: the command line's wishes over the SDK's ordinary settings.
 */
@NullMarked
package io.portcullis.app.account;

import org.jspecify.annotations.NullMarked;
