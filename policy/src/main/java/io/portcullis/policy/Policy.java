package io.portcullis.policy;

import java.util.List;
import java.util.Optional;

/**
 * A policy document.
 *
 * @param writtenVersion the Version element, if there is one
 * @param id the Id element, if there is one
 * @param statements the statements in document order
 * @param statementList whether Statement was written as a JSON array
 */
public record Policy(
        Optional<LanguageVersion> writtenVersion,
        Optional<String> id,
        List<Statement> statements,
        boolean statementList) {

    /** Copies the statements. */
    public Policy {
        statements = List.copyOf(statements);
    }

    /** The language version in force: a document without one is in 2008-10-17. */
    public LanguageVersion version() {
        return writtenVersion.orElse(LanguageVersion.V2008);
    }
}
