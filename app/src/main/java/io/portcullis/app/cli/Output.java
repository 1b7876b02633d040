package io.portcullis.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a command writes to, in UTF-8. A line for people stays one line and moves no cursor, whoever wrote what is in it;
 * bytes, as JSON is written, go through as they are. What could not be written is remembered, for writing throws nothing.
 * Safe for use by many threads.
 */
public final class Output extends PrintStream {

    private final Noting to;

    /** Writes here, and flushes every line. */
    public Output(OutputStream to) {
        this(new Noting(to));
    }

    private Output(Noting to) {
        super(to, true, StandardCharsets.UTF_8);
        this.to = to;
    }

    /** Writes a line for people, as {@link PlainText}. */
    @Override
    public void println(String line) {
        printlnDrawn(PlainText.of(line));
    }

    /** Writes a line whose strangers' parts are plain already, and which may have colours of our own. */
    public void printlnDrawn(String line) {
        // In one piece: lines of several threads do not mix.
        print(line + System.lineSeparator());
    }

    /**
     * Writes a line for people of which it matters that it was written; a line after it may be.
     *
     * @throws IOException when it was not
     */
    public void tell(String line) throws IOException {
        synchronized (this) {
            to.fault = Optional.empty();
            println(line);
            if (to.fault.isPresent()) {
                throw to.fault.get();
            }
        }
    }

    /** Why something was not written, if it was not. */
    public Optional<IOException> fault() {
        flush();
        return to.fault;
    }

    /** Whether a failure to write means that nobody reads any more, as in {@code | head -1}: EPIPE, which only its text tells. */
    public static boolean isUnread(IOException fault) {
        return String.valueOf(fault.getMessage()).contains("Broken pipe");
    }

    /** Keeps the failures that a PrintStream keeps to itself. */
    private static final class Noting extends OutputStream {

        private final OutputStream to;
        private volatile Optional<IOException> fault = Optional.empty();

        Noting(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int octet) throws IOException {
            try {
                to.write(octet);
            } catch (IOException failed) {
                throw noted(failed);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                to.write(bytes, from, length);
            } catch (IOException failed) {
                throw noted(failed);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                to.flush();
            } catch (IOException failed) {
                throw noted(failed);
            }
        }

        private IOException noted(IOException failed) {
            if (fault.isEmpty()) {
                fault = Optional.of(failed);
            }
            return failed;
        }
    }
}
