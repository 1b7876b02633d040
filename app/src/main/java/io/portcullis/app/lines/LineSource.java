package io.portcullis.app.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of UTF-8 text, each bounded in size. For one thread. */
final class LineSource {

    /** A thousand times what a policy may have. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    LineSource(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, without its end.
     *
     * @return empty at the end of the input
     * @throws InvalidCase when the line is too long or not UTF-8; reading can go on with the line after it
     */
    Optional<String> next() throws IOException, InvalidCase {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        while (fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            tooLong |= line.size() + (next - from) > MAX_BYTES;
            if (!tooLong) {
                line.write(buffer, from, next - from);
            }
            if (next < end) {
                next++;
                return Optional.of(decode(line, tooLong));
            }
        }
        return line.size() == 0 && !tooLong ? Optional.empty() : Optional.of(decode(line, tooLong));
    }

    /** Whether reading on would wait: whoever writes may be waiting for answers. */
    boolean isDrained() throws IOException {
        return next == end && in.available() == 0;
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return next < end;
    }

    private static String decode(ByteArrayOutputStream line, boolean tooLong) throws InvalidCase {
        if (tooLong) {
            throw new InvalidCase("The line is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new InvalidCase("The line is not UTF-8", malformed);
        }
    }
}
