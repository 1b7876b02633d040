/**
 * {@code portcullis scan}: reads the keys of an account, or of all accounts of an organization, with the AWS SDK's ordinary
 * settings and decides each with our own engine, AWS's Access Analyzer, or both.
 *
 * <p>Changes nothing in the account, unless AWS is to be asked and has no analyzer there, or Security Hub is to be told. A key
 * that may not be read is listed as unreadable, never as clean.
 */
@NullMarked
package io.portcullis.app.scan;

import org.jspecify.annotations.NullMarked;
