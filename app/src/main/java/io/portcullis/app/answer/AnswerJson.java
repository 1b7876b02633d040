package io.portcullis.app.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.BucketPolicyStatus;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes analyses as members of a JSON object. */
public final class AnswerJson {

    private AnswerJson() {}

    /**
     * Writes {@code verdict}, {@code findings}, when something is not known {@code error}, when there is something to be
     * said {@code notes}, where AWS's analyzer and our engine differ {@code differences}, and for a bucket {@code s3BucketPolicyStatus}, which is S3's own word on its policy, into the
     * object that is open.
     */
    public static void writeMembers(JsonGenerator json, Analysis analysis) throws IOException {
        writeMembers(json, analysis.verdict(), analysis.findings(), analysis.reasons());
        if (!analysis.notes().isEmpty()) {
            write(json, "notes", analysis.notes());
        }
        if (!analysis.differences().isEmpty()) {
            json.writeArrayFieldStart("differences");
            for (Difference difference : analysis.differences()) {
                write(json, difference);
            }
            json.writeEndArray();
        }
        if (analysis.bucketPolicyStatus().isPresent()) {
            BucketPolicyStatus status = analysis.bucketPolicyStatus().get();
            json.writeObjectFieldStart("s3BucketPolicyStatus");
            json.writeBooleanField("isPublic", status.isPublic());
            json.writeArrayFieldStart("statements");
            for (int statement : status.statements()) {
                json.writeNumber(statement + 1);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Writes the members of an answer that is not known, for the reason given. */
    public static void writeUndecided(JsonGenerator json, String reason) throws IOException {
        writeMembers(json, Verdict.UNDECIDED, List.of(), List.of(reason));
    }

    private static void writeMembers(JsonGenerator json, Verdict verdict, List<Finding> findings, List<String> reasons)
            throws IOException {
        json.writeStringField("verdict", verdict.name());
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            write(json, finding);
        }
        json.writeEndArray();
        if (!reasons.isEmpty()) {
            json.writeStringField("error", String.join("; ", reasons));
        }
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        write(json, "principal", finding.principal());
        write(json, "condition", finding.condition());
        write(json, "action", finding.actions());
        json.writeBooleanField("isPublic", finding.isPublic());
        if (finding.witness().isPresent()) {
            writeWitness(json, finding.witness().get());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Difference difference) throws IOException {
        json.writeStartObject();
        write(json, "principal", difference.principal());
        write(json, "condition", difference.condition());
        write(json, "managed", difference.managed());
        write(json, "embedded", difference.embedded());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Optional<Difference.Claim> claim) throws IOException {
        if (claim.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeBooleanField("isPublic", claim.get().isPublic());
            write(json, "action", claim.get().actions());
            json.writeEndObject();
        }
    }

    /** Writes {@code witness} into the object that is open. */
    public static void writeWitness(JsonGenerator json, Witness witness) throws IOException {
        json.writeObjectFieldStart("witness");
        json.writeStringField("principal", witness.principal());
        json.writeStringField("action", witness.action());
        json.writeStringField("resource", witness.resource());
        json.writeObjectFieldStart("context");
        for (Map.Entry<String, List<String>> key : witness.context().entrySet()) {
            write(json, key.getKey(), key.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Map<String, String> entries) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
