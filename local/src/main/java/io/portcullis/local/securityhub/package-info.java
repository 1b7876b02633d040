/**
 * Security Hub on this machine, as far as findings are imported and read: a hub an account and Region, which is to be enabled
 * first, checks what it is sent against the AWS Security Finding Format, and keeps the later of two findings with one id.
 */
@NullMarked
package io.portcullis.local.securityhub;

import org.jspecify.annotations.NullMarked;
