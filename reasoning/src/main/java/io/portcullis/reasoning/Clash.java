package io.portcullis.reasoning;

/**
 * Two claims that are true of no request together.
 *
 * @param one the one
 * @param other the other
 */
record Clash(Claim one, Claim other) {}
