package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the outermost object of a document. Used once. */
final class DocumentReader {

    private static final String SUBJECT = "The document";
    private static final List<String> ELEMENTS = List.of("Version", "Id", "Statement");

    private final JsonText json;
    private final ValueReader values;
    private final List<Statement> statements = new ArrayList<>();
    private Optional<LanguageVersion> version = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<Boolean> statementList = Optional.empty();

    DocumentReader(JsonText json) {
        this.json = json;
        this.values = new ValueReader(json);
    }

    /** Reads the object at the present token. */
    Policy read() throws PolicyException {
        values.requireObject(() -> SUBJECT, "write {\"Version\": \"2012-10-17\", \"Statement\": […]}");
        Location at = json.at();
        JsonText.Members members = json.members(() -> SUBJECT);
        while (members.next()) {
            element(members);
        }
        return new Policy(
                version,
                id,
                statements,
                statementList.orElseThrow(() -> new PolicyException(
                        "The document has no Statement", "add \"Statement\": […], which may be an empty list", at)));
    }

    private void element(JsonText.Members members) throws PolicyException {
        switch (members.name()) {
            case "Version" -> version = Optional.of(version());
            case "Id" -> id = Optional.of(values.text(() -> "Id"));
            case "Statement" -> statementList = Optional.of(readStatements());
            default -> throw ValueReader.unknown(SUBJECT, members, ELEMENTS);
        }
    }

    private LanguageVersion version() throws PolicyException {
        String written = values.text(() -> "Version");
        for (LanguageVersion known : LanguageVersion.values()) {
            if (known.written().equals(written)) {
                return known;
            }
        }
        throw new PolicyException(
                "Version " + Quoted.of(written) + " is unknown", "write \"2012-10-17\" or \"2008-10-17\"", json.at());
    }

    /** Reads one statement or a list of them, and says whether it was a list. */
    private boolean readStatements() throws PolicyException {
        if (json.token() != JsonToken.START_ARRAY) {
            statements.add(new StatementReader(json, values, 0).read());
            return false;
        }
        while (json.advance() != JsonToken.END_ARRAY) {
            statements.add(new StatementReader(json, values, statements.size()).read());
        }
        return true;
    }
}
