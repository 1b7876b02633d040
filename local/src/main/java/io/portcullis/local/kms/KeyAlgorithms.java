package io.portcullis.local.kms;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.kms.model.KeySpec.*;
import static software.amazon.awssdk.services.kms.model.KeyUsageType.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * What a key can do by its spec and usage. Source: KMS developer guide, "Key spec reference" and "Grants in AWS KMS",
 * grant operations.
 */
final class KeyAlgorithms {

    private static final List<String> OAEP = List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256");
    private static final List<String> RSASSA = List.of(
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSASSA_PKCS1_V1_5_SHA_384",
            "RSASSA_PKCS1_V1_5_SHA_512",
            "RSASSA_PSS_SHA_256",
            "RSASSA_PSS_SHA_384",
            "RSASSA_PSS_SHA_512");
    private static final List<String> ML_DSA = List.of("ML_DSA_SHAKE_256");
    private static final List<String> ECDH = List.of("ECDH");

    private static final Map<KeyUsageType, Map<KeySpec, List<String>>> TABLE = Map.of(
            ENCRYPT_DECRYPT,
            Map.of(SYMMETRIC_DEFAULT, List.of("SYMMETRIC_DEFAULT"), RSA_2048, OAEP, RSA_3072, OAEP, RSA_4096, OAEP),
            SIGN_VERIFY,
            Map.ofEntries(
                    entry(RSA_2048, RSASSA),
                    entry(RSA_3072, RSASSA),
                    entry(RSA_4096, RSASSA),
                    entry(ECC_NIST_P256, List.of("ECDSA_SHA_256")),
                    entry(ECC_NIST_P384, List.of("ECDSA_SHA_384")),
                    entry(ECC_NIST_P521, List.of("ECDSA_SHA_512")),
                    entry(ECC_SECG_P256_K1, List.of("ECDSA_SHA_256")),
                    entry(ECC_NIST_EDWARDS25519, List.of("ED25519_SHA_512", "ED25519_PH_SHA_512")),
                    entry(ML_DSA_44, ML_DSA),
                    entry(ML_DSA_65, ML_DSA),
                    entry(ML_DSA_87, ML_DSA)),
            KEY_AGREEMENT,
            Map.of(ECC_NIST_P256, ECDH, ECC_NIST_P384, ECDH, ECC_NIST_P521, ECDH),
            GENERATE_VERIFY_MAC,
            Map.of(
                    HMAC_224, List.of("HMAC_SHA_224"),
                    HMAC_256, List.of("HMAC_SHA_256"),
                    HMAC_384, List.of("HMAC_SHA_384"),
                    HMAC_512, List.of("HMAC_SHA_512")));

    private static final Set<GrantOperation> ANY_KEY =
            EnumSet.of(GrantOperation.CREATE_GRANT, GrantOperation.RETIRE_GRANT, GrantOperation.DESCRIBE_KEY);

    private KeyAlgorithms() {}

    /** The algorithms of a key; none when no key of this spec has this usage. */
    static List<String> of(KeySpec spec, KeyUsageType usage) {
        return TABLE.getOrDefault(usage, Map.of()).getOrDefault(spec, List.of());
    }

    /** Writes the algorithms into the member that is for the usage. */
    static void describe(KeyMetadata.Builder metadata, KeySpec spec, KeyUsageType usage) {
        List<String> algorithms = of(spec, usage);
        switch (usage) {
            case ENCRYPT_DECRYPT -> metadata.encryptionAlgorithmsWithStrings(algorithms);
            case SIGN_VERIFY -> metadata.signingAlgorithmsWithStrings(algorithms);
            case KEY_AGREEMENT -> metadata.keyAgreementAlgorithmsWithStrings(algorithms);
            case GENERATE_VERIFY_MAC -> metadata.macAlgorithmsWithStrings(algorithms);
            case UNKNOWN_TO_SDK_VERSION -> {}
        }
    }

    /** The operations that a grant for a key may give. */
    static Set<GrantOperation> grantOperations(Key key) {
        Set<GrantOperation> operations = EnumSet.copyOf(ANY_KEY);
        operations.addAll(
                switch (key.metadata().keyUsage()) {
                    case ENCRYPT_DECRYPT -> encryption(key.isSymmetricEncryption());
                    case SIGN_VERIFY ->
                        EnumSet.of(GrantOperation.SIGN, GrantOperation.VERIFY, GrantOperation.GET_PUBLIC_KEY);
                    case KEY_AGREEMENT ->
                        EnumSet.of(GrantOperation.DERIVE_SHARED_SECRET, GrantOperation.GET_PUBLIC_KEY);
                    case GENERATE_VERIFY_MAC -> EnumSet.of(GrantOperation.GENERATE_MAC, GrantOperation.VERIFY_MAC);
                    case UNKNOWN_TO_SDK_VERSION -> EnumSet.noneOf(GrantOperation.class);
                });
        return operations;
    }

    private static Set<GrantOperation> encryption(boolean symmetric) {
        Set<GrantOperation> operations = EnumSet.of(
                GrantOperation.ENCRYPT,
                GrantOperation.DECRYPT,
                GrantOperation.RE_ENCRYPT_FROM,
                GrantOperation.RE_ENCRYPT_TO);
        operations.addAll(
                symmetric
                        ? EnumSet.of(
                                GrantOperation.GENERATE_DATA_KEY,
                                GrantOperation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
                                GrantOperation.GENERATE_DATA_KEY_PAIR,
                                GrantOperation.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT)
                        : EnumSet.of(GrantOperation.GET_PUBLIC_KEY));
        return operations;
    }
}
