package io.portcullis.app.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has of the world around it, so that it can be run without a process.
 *
 * @param in standard input
 * @param out where answers go; UTF-8
 * @param err where everything else goes; UTF-8
 * @param environment the environment variables
 * @param directory the folder that relative paths start from
 * @param colour whether answers may be coloured: a person reads them on a terminal
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path directory,
        boolean colour) {
    /** Copies the environment. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** This process's own. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                utf8(System.out),
                utf8(System.err),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                isReadOnATerminal());
    }

    /** On a terminal, unless the person has said no. Source: no-color.org. */
    private static boolean isReadOnATerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** A stream of the process in UTF-8, whatever the locale; flushed by every line. */
    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** A path as the user meant it. */
    public Path resolve(Path path) {
        return directory.resolve(path).normalize();
    }
}
