package io.portcullis.analyzer;

/** What an action does to a resource, worst first. Source: service authorization reference, "Access level". */
public enum AccessLevel {
    /** Changes who may do what. */
    PERMISSIONS,
    /** Changes or uses the resource. */
    WRITE,
    /** Changes its tags. */
    TAGGING,
    /** Lists what is in it. */
    LIST,
    /** Reads it. */
    READ
}
