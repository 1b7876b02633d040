package io.portcullis.app;

import io.portcullis.app.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/** The process: runs the command it is given and exits with its code. */
public final class Main {

    private Main() {}

    /** Runs a command line. */
    public static void main(String[] arguments) throws IOException {
        // The logs of libraries: warnings only, a line each, on standard error.
        try (InputStream logging = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(new Portcullis(Surroundings.ofProcess()).run(arguments));
    }
}
