package io.portcullis.local.trail;

/**
 * A resource as a record's {@code resources} names it.
 *
 * @param account the 12-digit account that owns it
 * @param type its type, such as {@code AWS::KMS::Key}
 * @param arn its ARN
 */
public record AffectedResource(String account, String type, String arn) {}
