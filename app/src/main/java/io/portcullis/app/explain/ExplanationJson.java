package io.portcullis.app.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Explanation;
import io.portcullis.analyzer.Reason;
import io.portcullis.app.answer.AnswerJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Writes an explanation for programs. */
final class ExplanationJson {

    private ExplanationJson() {}

    /**
     * Writes one object on a line: the members of {@code check}, and {@code reasons} with an entry for each finding, or
     * {@code closed} where there is none.
     */
    static void print(PrintStream out, String name, List<String> actions, Explanation explanation) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("id", name);
            if (!actions.isEmpty()) {
                json.writeFieldName("actions");
                json.writeArray(actions.toArray(String[]::new), 0, actions.size());
            }
            AnswerJson.writeMembers(json, explanation.analysis());
            json.writeArrayFieldStart("reasons");
            for (Explanation.Grounds grounds : explanation.grounds()) {
                json.writeStartObject();
                write(json, "allows", grounds.allows());
                write(json, "denies", grounds.denies());
                json.writeEndObject();
            }
            json.writeEndArray();
            write(json, "closed", explanation.closed());
            json.writeEndObject();
        }
        out.println();
    }

    private static void write(JsonGenerator json, String name, List<Reason> reasons) throws IOException {
        json.writeArrayFieldStart(name);
        for (Reason reason : reasons) {
            json.writeStartObject();
            switch (reason.cause()) {
                case Cause.PolicyStatement statement -> {
                    json.writeNumberField("statement", statement.index() + 1);
                    json.writeStringField("sid", statement.sid());
                    json.writeNumberField("line", statement.line());
                }
                case Cause.KeyGrant grant -> json.writeStringField("grant", grant.id());
            }
            json.writeStringField("note", reason.note());
            json.writeArrayFieldStart("marks");
            for (Reason.Mark mark : reason.marks()) {
                write(json, mark);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Reason.Mark mark) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", mark.from().line());
        json.writeNumberField("column", mark.from().column());
        json.writeStringField("path", mark.from().path());
        json.writeBooleanField("decisive", mark.decisive());
        json.writeStringField("note", mark.note());
        json.writeEndObject();
    }
}
