package io.portcullis.response;

/** What is done about what was opened. */
public enum CorrectionMode {
    /** Nothing: people are told, without a plan. */
    OFF,
    /** People are told with a plan that they can apply. */
    PROPOSE,
    /** The plan is applied. */
    APPLY
}
