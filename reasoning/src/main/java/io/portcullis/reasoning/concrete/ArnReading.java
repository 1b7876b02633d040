package io.portcullis.reasoning.concrete;

/**
 * How AWS may read the wildcards in a Resource element. Which of the two it is, is not known: the IAM user guide says that
 * no wildcard crosses from one segment of an ARN into the next, and AWS does not hold itself to it. It is the same for all.
 */
public enum ArnReading {
    /** Only in the sixth segment a wildcard runs over colons; segments that a pattern lacks count as {@code *}. */
    BY_SEGMENT,
    /** A wildcard runs over any characters. */
    BY_CHARACTER
}
