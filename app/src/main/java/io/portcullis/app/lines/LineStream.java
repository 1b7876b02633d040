package io.portcullis.app.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.app.cli.ExitCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Answers a stream of cases, a line each, in order. For one thread. */
public final class LineStream {

    private final Answerer answerer;
    private final JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    private final LineSource lines;
    private final OutputStream out;
    private int worst = ExitCode.CLEAN;

    /** Reads cases and writes what the answerer says of them. */
    public LineStream(InputStream in, OutputStream out, Answerer answerer) {
        this.answerer = answerer;
        this.lines = new LineSource(in);
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    /**
     * Reads to the end of the input. Answers are flushed whenever reading on would wait.
     *
     * @return the worst exit code of all answers
     */
    public int run() throws IOException {
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
                answer(Line.of(sound(line.get())));
            }
            return line.isPresent();
        } catch (InvalidCase unreadable) {
            write("null", answerer.undecided(unreadable.text()));
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

    private void answer(Line line) throws IOException {
        Answerer.Reply reply;
        try {
            reply = answerer.answer(line);
        } catch (InvalidCase invalid) {
            reply = answerer.undecided(invalid.text());
        } catch (RuntimeException unforeseen) {
            // One case must not take the rest with it.
            reply = answerer.undecided("Not foreseen: " + unforeseen);
        }
        write(line.id(), reply);
    }

    private void write(String id, Answerer.Reply reply) throws IOException {
        worst = Math.max(worst, reply.exitCode());
        try (JsonGenerator json = factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeFieldName("id");
            json.writeRawValue(id);
            reply.members().write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
