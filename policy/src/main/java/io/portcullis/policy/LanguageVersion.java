package io.portcullis.policy;

/** The policy language versions. They differ in one thing: variables ({@code ${…}}) live only in 2012-10-17. */
public enum LanguageVersion {
    /** {@code 2008-10-17}, also what a document without a Version is in. */
    V2008("2008-10-17"),
    /** {@code 2012-10-17}, with policy variables. */
    V2012("2012-10-17");

    private final String written;

    LanguageVersion(String written) {
        this.written = written;
    }

    /** The text in the document. */
    public String written() {
        return written;
    }
}
