package io.portcullis.analyzer;

/**
 * The choices where AWS's behaviour is not known or was different once, and how much is shown; the defaults err towards
 * reporting.
 *
 * @param kmsActions which KMS actions can succeed from another account
 * @param reportRetiring whether the retiring principal of a grant is reported, with {@code kms:RetireGrant}
 * @param s3Keys which keys S3 takes to name principals when it says whether a bucket policy is public
 * @param concise whether findings are left out whose access is all in other findings
 */
public record Settings(KmsActions kmsActions, boolean reportRetiring, S3Keys s3Keys, boolean concise) {

    /** Editions of the list of KMS actions that can succeed from another account. */
    public enum KmsActions {
        /** The 17 that Access Analyzer showed in November 2020. */
        ARTICLE_2020("2020-11"),
        /** The 20 that the KMS API reference of August 2026 marks "Cross-account use: Yes". */
        DOCUMENTED_2026("2026-08");

        private final String edition;

        KmsActions(String edition) {
            this.edition = edition;
        }

        /** The edition's name in the list. */
        String edition() {
            return edition;
        }
    }

    /** What S3 takes to be a fixed principal. Its guide says "an AWS principal, user, role (e.g. aws:PrincipalOrgID)". */
    public enum S3Keys {
        /** The keys that the guide names. */
        DOCUMENTED,
        /** {@code aws:PrincipalArn} and {@code aws:PrincipalAccount} too, as S3 is seen to do. */
        WITH_PRINCIPALS
    }

    /** All 20 KMS actions, retiring principals reported, and for S3 the documented keys. */
    public static final Settings DEFAULT = new Settings(KmsActions.DOCUMENTED_2026, true);

    /** Settings with the documented keys of S3 and every finding shown. */
    public Settings(KmsActions kmsActions, boolean reportRetiring) {
        this(kmsActions, reportRetiring, S3Keys.DOCUMENTED, false);
    }

    /** The same settings with fewer findings for the same access. */
    public Settings concisely() {
        return new Settings(kmsActions, reportRetiring, s3Keys, true);
    }
}
