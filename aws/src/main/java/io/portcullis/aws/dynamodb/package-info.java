/**
 * What {@code response} keeps, in a DynamoDB table: findings with what is still to be told of them, and corrections. A table
 * has the keys {@code pk} and {@code sk}, both strings, and its time to live in {@code expires}. Every write of findings is
 * conditional on the version that was read, so any number of writers may work on one resource.
 */
@NullMarked
package io.portcullis.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
