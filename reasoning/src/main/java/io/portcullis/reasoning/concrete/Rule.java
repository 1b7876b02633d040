package io.portcullis.reasoning.concrete;

import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Statement;

/**
 * A statement that takes part in a decision, whatever document it comes from.
 *
 * @param name what people call it, such as {@code statement 2 (line 10)} or {@code grant 1a2b}
 * @param statement the statement
 * @param version its document's language version
 */
public record Rule(String name, Statement statement, LanguageVersion version) {

    /** Whether variables live in the statement. */
    public boolean hasVariables() {
        return version == LanguageVersion.V2012;
    }
}
