package io.portcullis.policy;

/** What a policy is attached to, which decides the elements it must and must not have. */
public enum PolicyKind {
    /** A policy on a resource such as a bucket or a queue. */
    RESOURCE,
    /** The policy of a KMS key. */
    KEY,
    /** The trust policy of an IAM role: who may assume it. */
    TRUST,
    /** A policy of an IAM identity. */
    IDENTITY
}
