package io.portcullis.app.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Settings;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.cli.ExitCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Answers a stream of cases, a line each, in order. For one thread. */
final class CaseStream {

    private final CaseReader reader = new CaseReader();
    private final JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    private final Settings settings;
    private final LineSource lines;
    private final OutputStream out;
    private int worst = ExitCode.CLEAN;

    CaseStream(InputStream in, OutputStream out, Settings settings) {
        this.settings = settings;
        this.lines = new LineSource(in);
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    /**
     * Reads to the end of the input. Answers are flushed whenever reading on would wait.
     *
     * @return the worst exit code of all answers
     */
    int run() throws IOException {
        while (next()) {
            if (lines.isDrained()) {
                out.flush();
            }
        }
        out.flush();
        return worst;
    }

    private boolean next() throws IOException {
        try {
            Optional<String> line = lines.next();
            if (line.isPresent()) {
                answer(reader.split(sound(line.get())));
            }
            return line.isPresent();
        } catch (InvalidCase unreadable) {
            undecided("null", unreadable.text());
            return true;
        }
    }

    private static String sound(String line) throws InvalidCase {
        if (line.isBlank()) {
            throw new InvalidCase("The line is empty; a case is a JSON object");
        }
        if (line.startsWith("\uFEFF")) {
            throw new InvalidCase("The line begins with a byte order mark; save the file without one");
        }
        return line;
    }

    private void answer(CaseReader.Line line) throws IOException {
        Analysis analysis;
        try {
            analysis = reader.read(line).analyze(settings);
        } catch (InvalidCase invalid) {
            undecided(line.id(), invalid.text());
            return;
        } catch (RuntimeException unforeseen) {
            // One case must not take the rest with it.
            undecided(line.id(), "Not foreseen: " + unforeseen);
            return;
        }
        worst = Math.max(worst, AnswerCode.of(analysis));
        write(line.id(), json -> AnswerJson.writeMembers(json, analysis));
    }

    private void undecided(String id, String reason) throws IOException {
        worst = ExitCode.UNKNOWN;
        write(id, json -> AnswerJson.writeUndecided(json, reason));
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private void write(String id, Members members) throws IOException {
        try (JsonGenerator json = factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeFieldName("id");
            json.writeRawValue(id);
            members.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
