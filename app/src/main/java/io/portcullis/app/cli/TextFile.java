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
    public static String read(Surroundings surroundings, Path file) {
        if (isStandardInput(file)) {
            return decoded(file, standardInput(surroundings));
        }
        Path path = surroundings.resolve(file);
        if (Files.isDirectory(path)) {
            throw CommandFailure.usage(file + ": a folder, not a file");
        }
        try {
            return decoded(file, Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            throw CommandFailure.usage(file + ": there is no such file", missing);
        } catch (IOException unreadable) {
            throw CommandFailure.unknown(file + ": cannot be read: " + FileTrouble.reason(unreadable), unreadable);
        }
    }

    /** Whether this stands for standard input. */
    public static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    private static byte[] standardInput(Surroundings surroundings) {
        try {
            return surroundings.in().readAllBytes();
        } catch (IOException unreadable) {
            throw CommandFailure.unknown(
                    "standard input cannot be read: " + FileTrouble.reason(unreadable)
                            + "; give the policy by \"<\" or a pipe, or name a file",
                    unreadable);
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
