package io.portcullis.app;

import io.portcullis.app.cli.Surroundings;

/** The process: runs the command it is given and exits with its code. */
public final class Main {

    private Main() {}

    /** Runs a command line. */
    public static void main(String[] arguments) {
        System.exit(new Portcullis(Surroundings.ofProcess()).run(arguments));
    }
}
