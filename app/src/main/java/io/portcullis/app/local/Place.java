package io.portcullis.app.local;

/**
 * An account and a Region: where resources live.
 *
 * @param account 12 digits
 * @param region such as {@code eu-west-1}
 */
public record Place(String account, String region) {}
