package io.portcullis.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of UTF-8 text that commands are given; {@code -} is standard input. */
public final class TextFile {

    private TextFile() {}

    /**
     * The whole text.
     *
     * @throws CommandFailure when there is no such file, or it cannot be read or is no text
     */
    public static String read(Surroundings surroundings, Path file) throws IOException {
        if (file.toString().equals("-")) {
            return decoded(file, surroundings.in().readAllBytes());
        }
        try {
            return decoded(file, Files.readAllBytes(surroundings.resolve(file)));
        } catch (NoSuchFileException missing) {
            throw CommandFailure.usage(file + ": there is no such file", missing);
        } catch (IOException unreadable) {
            throw CommandFailure.unknown(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String decoded(Path file, byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw CommandFailure.unknown(file + ": not UTF-8 text", malformed);
        }
    }
}
