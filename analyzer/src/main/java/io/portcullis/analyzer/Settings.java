package io.portcullis.analyzer;

import java.util.List;
import java.util.stream.Stream;

/**
 * The choices where AWS's behaviour is not known or was different once, and how much is shown; the defaults err towards
 * reporting.
 *
 * @param kmsActions which KMS actions can succeed from another account
 * @param reportRetiring whether the retiring principal of a grant is reported, with {@code kms:RetireGrant}
 * @param concise whether findings are left out whose access is all in other findings
 */
public record Settings(KmsActions kmsActions, boolean reportRetiring, boolean concise) {

    /** Versions of the list of KMS actions that can succeed from another account. */
    public enum KmsActions {
        /** The 17 that Access Analyzer showed in November 2020. */
        ARTICLE_2020,
        /** The 20 that the KMS API reference of August 2026 marks "Cross-account use: Yes". */
        DOCUMENTED_2026;

        private static final List<String> SINCE_2020 = List.of(
                "kms:CreateGrant",
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:GenerateDataKeyPair",
                "kms:GenerateDataKeyPairWithoutPlaintext",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:GetKeyRotationStatus",
                "kms:GetPublicKey",
                "kms:ListGrants",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
                "kms:RetireGrant",
                "kms:RevokeGrant",
                "kms:Sign",
                "kms:Verify");

        private static final List<String> LATER = List.of("kms:DeriveSharedSecret", "kms:GenerateMac", "kms:VerifyMac");

        /** The actions, sorted. */
        public List<String> actions() {
            return switch (this) {
                case ARTICLE_2020 -> SINCE_2020;
                case DOCUMENTED_2026 ->
                    Stream.concat(SINCE_2020.stream(), LATER.stream()).sorted().toList();
            };
        }
    }

    /** All 20 actions, retiring principals reported, every finding shown. */
    public static final Settings DEFAULT = new Settings(KmsActions.DOCUMENTED_2026, true, false);

    /** The same settings with fewer findings for the same access. */
    public Settings concisely() {
        return new Settings(kmsActions, reportRetiring, true);
    }
}
