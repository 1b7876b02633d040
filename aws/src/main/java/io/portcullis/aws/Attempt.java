package io.portcullis.aws;

/**
 * What came of asking AWS for something.
 *
 * @param <T> what was asked for
 */
public sealed interface Attempt<T> {

    /** It was given. */
    record Given<T>(T value) implements Attempt<T> {}

    /**
     * It was not.
     *
     * @param reason why, with the permission that is missing or the way out
     */
    record Refused<T>(String reason) implements Attempt<T> {}
}
