package io.portcullis.app.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.app.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some lines in a row, which one core answers. Filled by one thread, then answered by one. */
final class LineBatch {

    /** Enough lines that handing them over costs nothing beside answering them. */
    private static final int MOST_LINES = 32;

    private static final int MOST_CHARACTERS = 1 << 16;

    private final List<Read> lines = new ArrayList<>();
    private int characters;

    /** A line as it was read: its text, or why there is none. */
    private record Read(String text, Optional<InvalidCase> fault) {}

    /**
     * The answers to all lines.
     *
     * @param text the answers, each with its line end; nothing is added any more
     * @param exitCode the worst exit code of them
     */
    record Answers(ByteArrayOutputStream text, int exitCode) {}

    /** Adds the next line. */
    void add(String line) {
        lines.add(new Read(line, Optional.empty()));
        characters += line.length();
    }

    /** Adds a line that could not be read. */
    void addUnreadable(InvalidCase fault) {
        lines.add(new Read("", Optional.of(fault)));
    }

    /** Whether no more should be added. */
    boolean isFull() {
        return lines.size() >= MOST_LINES || characters >= MOST_CHARACTERS;
    }

    /** Whether nothing was added. */
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** How long all lines are. */
    int characters() {
        return characters;
    }

    /** Answers every line. */
    Answers answer(Answerer answerer, JsonFactory factory) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int worst = ExitCode.CLEAN;
        for (Read line : lines) {
            worst = Math.max(worst, answer(line, answerer, factory, text));
        }
        return new Answers(text, worst);
    }

    private static int answer(Read read, Answerer answerer, JsonFactory factory, ByteArrayOutputStream text)
            throws IOException {
        String id = "null";
        Answerer.Reply reply;
        try {
            Line line = Line.of(sound(read));
            id = line.id();
            reply = answerer.answer(line);
        } catch (InvalidCase invalid) {
            reply = answerer.undecided(invalid.text());
        } catch (RuntimeException unforeseen) {
            // One case must not take the rest with it.
            reply = answerer.undecided("Not foreseen: " + unforeseen);
        }
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            json.writeFieldName("id");
            json.writeRawValue(id);
            reply.members().write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return reply.exitCode();
    }

    private static String sound(Read read) throws InvalidCase {
        if (read.fault().isPresent()) {
            throw read.fault().get();
        }
        if (read.text().isBlank()) {
            throw new InvalidCase("The line is empty; a case is a JSON object");
        }
        if (read.text().startsWith("\uFEFF")) {
            throw new InvalidCase("The line begins with a byte order mark; save the file without one");
        }
        return read.text();
    }
}
