package io.portcullis.analyzer;

/** What in the resource's controls lets a finding's requests in. */
public sealed interface Cause {

    /**
     * An Allow statement.
     *
     * @param index its place in the policy, 0-based
     * @param sid its Sid, or empty text
     * @param line the line it begins on, 1-based
     * @param text the statement as written
     */
    record PolicyStatement(int index, String sid, int line, String text) implements Cause {}

    /**
     * A grant.
     *
     * @param id the grant's id
     * @param name its name, or empty text
     */
    record KeyGrant(String id, String name) implements Cause {}
}
