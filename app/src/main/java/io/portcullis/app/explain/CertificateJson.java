package io.portcullis.app.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.reasoning.Certificate;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Refutation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes certificates; {@code docs/certificates.md} says what is in the file. */
final class CertificateJson {

    private final JsonGenerator json;

    private CertificateJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes one JSON object, a member a line; leaves the stream open. */
    static void write(OutputStream out, Certificate certificate) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new CertificateJson(json).write(certificate);
        }
    }

    private void write(Certificate certificate) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "portcullis-certificate-1");
        json.writeArrayFieldStart("dimensions");
        for (Certificate.Dimension dimension : certificate.dimensions()) {
            json.writeRaw('\n');
            json.writeStartObject();
            json.writeStringField("key", dimension.key());
            json.writeArrayFieldStart("atoms");
            for (List<String> example : dimension.examples()) {
                json.writeArray(example.toArray(String[]::new), 0, example.size());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("excluded");
        for (Certificate.Excluded excluded : certificate.excluded()) {
            open(excluded.name(), excluded.box());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("claims");
        for (Certificate.Claim claim : certificate.claims()) {
            open(claim.name(), claim.box());
            json.writeArrayFieldStart("steps");
            steps(claim.refutation());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void open(String name, Box box) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeArrayFieldStart("box");
        for (Atoms side : box.sides()) {
            if (side.isFull()) {
                json.writeString("*");
            } else {
                write(side);
            }
        }
        json.writeEndArray();
    }

    /** Each step before those of its parts, those of the inside first. Trees may be deep: no recursion. */
    private void steps(Refutation refutation) throws IOException {
        Deque<Refutation> open = new ArrayDeque<>();
        open.push(refutation);
        while (!open.isEmpty()) {
            json.writeStartArray();
            switch (open.pop()) {
                case Refutation.Empty empty -> step("empty", empty.dimension());
                case Refutation.Covered covered -> step("covered", covered.excluded());
                case Refutation.Split split -> {
                    step("split", split.dimension());
                    write(split.part());
                    open.push(split.outside());
                    open.push(split.inside());
                }
            }
            json.writeEndArray();
        }
    }

    private void step(String kind, int which) throws IOException {
        json.writeString(kind);
        json.writeNumber(which);
    }

    private void write(Atoms atoms) throws IOException {
        json.writeStartArray();
        for (int atom = 0; atom < atoms.size(); atom++) {
            if (atoms.has(atom)) {
                json.writeNumber(atom);
            }
        }
        json.writeEndArray();
    }
}
