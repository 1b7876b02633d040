package io.portcullis.aws;

import software.amazon.awssdk.services.kms.KmsClient;

/** The KMS clients, one a Region: a key is asked about in its own Region. Safe for use by many threads. */
@FunctionalInterface
public interface KmsRegions {

    /** The client of a Region; the same one each time. */
    KmsClient client(String region);
}
