package io.portcullis.reasoning.concrete;

import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Statement;

/**
 * A statement that takes part in a decision, whatever document it comes from.
 *
 * @param name what people call it, such as {@code grant 1a2b}; empty for a statement that is called by its place
 * @param statement the statement
 * @param version its document's language version
 */
public record Rule(String name, Statement statement, LanguageVersion version) {

    /** A statement of a document, called by its place: {@code statement 2 (line 10)}. */
    public static Rule of(Statement statement, LanguageVersion version) {
        return new Rule("", statement, version);
    }

    /** What people call it. */
    @Override
    public String name() {
        // Lines are only counted where somebody asks.
        return name.isEmpty()
                ? "statement " + (statement.index() + 1) + " (line "
                        + statement.at().line() + ")"
                : name;
    }

    /** Whether variables live in the statement. */
    public boolean hasVariables() {
        return version == LanguageVersion.V2012;
    }
}
