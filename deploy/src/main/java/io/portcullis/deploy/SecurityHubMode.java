package io.portcullis.deploy;

/** Whether Security Hub is told. */
public enum SecurityHubMode {
    /** It is not. */
    OFF,
    /** It is, where it is enabled in the account and Region. */
    ON
}
