package io.portcullis.analyzer;

/**
 * The choices where AWS's behaviour is not known or was different once; the defaults err towards reporting.
 *
 * @param kmsActions which KMS actions can succeed from another account
 * @param reportRetiring whether the retiring principal of a grant is reported, with {@code kms:RetireGrant}
 */
public record Settings(KmsActions kmsActions, boolean reportRetiring) {

    /** Versions of the KMS cross-account action list. */
    public enum KmsActions {
        /** The 20 operations that the KMS API reference of August 2026 marks "Cross-account use: Yes". */
        DOCUMENTED_2026,
        /** The 17 of November 2020, as Access Analyzer showed them then. */
        ARTICLE_2020
    }

    /** All 20 actions, retiring principals reported. */
    public static final Settings DEFAULT = new Settings(KmsActions.DOCUMENTED_2026, true);
}
