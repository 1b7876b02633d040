package io.portcullis.analyzer;

/** The answer for one resource, worst first. */
public enum Verdict {
    /** An arbitrary stranger can reach it. */
    PUBLIC,
    /** Somebody outside the zone of trust can reach it, but no arbitrary stranger. */
    EXTERNAL,
    /** It cannot be said; the reasons say why. Never to be shown as clean. */
    UNDECIDED,
    /** The resource's controls could not be read. Never to be shown as clean. */
    UNREADABLE,
    /** Nobody outside the zone of trust can reach it. */
    NONE
}
