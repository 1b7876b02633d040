package io.portcullis.deploy;

/** An environment variable that cannot be understood; the message names it, what it says and what it may say. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A variable with a fault. */
    public InvalidSettingException(String variable, String problem) {
        super("Environment variable " + variable + ": " + problem);
    }
}
