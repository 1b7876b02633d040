/**
 * {@code portcullis watch}: the response to the changes of an AWS account as a process of its own, on any machine. Changes
 * come from a queue that a rule of the account fills, as they come to the functions of {@code deploy}; who runs the process
 * sees over HTTP whether it hears of changes, and what became of them.
 */
@NullMarked
package io.portcullis.app.watch;

import org.jspecify.annotations.NullMarked;
