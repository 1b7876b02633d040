package io.portcullis.app.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has of the world around it, so that it can be run without a process.
 *
 * @param in standard input
 * @param out where answers go
 * @param err where everything else goes
 * @param environment the environment variables
 * @param directory the folder that relative paths start from
 * @param colour whether answers may be coloured: a person reads them on a terminal
 */
public record Surroundings(
        InputStream in, Output out, Output err, Map<String, String> environment, Path directory, boolean colour) {
    /** Copies the environment. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** This process's own. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                // Not System.out, which tells nobody what it could not write, and why.
                new Output(new FileOutputStream(FileDescriptor.out)),
                new Output(System.err),
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

    /** A path as the user meant it. */
    public Path resolve(Path path) {
        return directory.resolve(path).normalize();
    }
}
