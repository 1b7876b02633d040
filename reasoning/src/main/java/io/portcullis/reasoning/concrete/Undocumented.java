package io.portcullis.reasoning.concrete;

/**
 * What AWS does not say of a condition, or what nobody is told of a caller. An Allow's is taken to hold then and a Deny's is
 * not, so that doubt is reported.
 */
public enum Undocumented {
    /** It has no value, or one that is not of the operator's type. */
    UNREADABLE(" with no value, or with one that cannot be read; what AWS does then is not documented"),
    /** A plain operator meets several values of a request. */
    SEVERAL(
            ", which may have several values, without ForAllValues or ForAnyValue; what AWS does then is not documented"),
    /** It ignores case, and letters are the same by one way to do so and not by another. */
    LETTERS(" and ignores case; whether that makes these letters the same is not documented"),
    /** It asks who calls of an account that is known by its canonical user id, or by a provider of its sessions, alone. */
    UNPLACED(", and which account a canonical user id or a federated session is of is not known; name the account"),
    /** It asks who calls of somebody who asks for a session by a provider's word, and whose request is nobody's or has no such key. */
    VOUCHED(
            ", and whether a request by the word of an identity provider has that is not documented; ask for the provider's own"
                    + " keys");

    private final String words;

    Undocumented(String words) {
        this.words = words;
    }

    /** What is said of it, in words that go on from "compares" and the key. */
    public String words() {
        return words;
    }
}
