package io.portcullis.reasoning.concrete;

/** What of a statement a request has or does not have. */
public sealed interface Element {

    /** Principal or NotPrincipal. */
    record Principals() implements Element {}

    /** Action or NotAction. */
    record Actions() implements Element {}

    /** Resource or NotResource. */
    record Resources() implements Element {}

    /**
     * One test of the Condition element.
     *
     * @param index its place among the statement's conditions, 0-based
     */
    record Test(int index) implements Element {}

    /** One that is not there, and without which the statement has no effect: its Principal or its Resource. */
    record Missing() implements Element {}
}
