package io.portcullis.app.cli;

/** The exit codes of all commands. */
public final class ExitCode {
    /** Nobody outside the zone of trust reaches anything that was asked about; or the command did what it says. */
    public static final int CLEAN = 0;
    /** There are findings or new access, and everything could be decided. */
    public static final int FINDINGS = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;
    /** Something could not be read, decided or done; there may be findings besides. */
    public static final int UNKNOWN = 3;

    private ExitCode() {}
}
