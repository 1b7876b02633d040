package io.portcullis.app.cli;

/** Ends a command with one line that names the input, what is wrong with it and the way out. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line or configuration is wrong. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** The command line or configuration is wrong, as something else found out. */
    public static CommandFailure usage(String message, Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }

    /** Something could not be read, decided or done. */
    public static CommandFailure unknown(String message) {
        return new CommandFailure(ExitCode.UNKNOWN, message);
    }

    /** Something could not be read, decided or done, as something else found out. */
    public static CommandFailure unknown(String message, Throwable cause) {
        return new CommandFailure(ExitCode.UNKNOWN, message, cause);
    }

    /** What the process exits with. */
    public int exitCode() {
        return exitCode;
    }
}
