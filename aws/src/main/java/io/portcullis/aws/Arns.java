package io.portcullis.aws;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** ARNs of what a Region, an account and a name tell; in the Region's partition. */
public final class Arns {

    private Arns() {}

    /** The name that the findings of an account and Region are kept under, whoever looks. */
    public static String analyzer(String region, String account) {
        return of("access-analyzer", region, account, "analyzer/portcullis");
    }

    /** A queue of SQS. */
    public static String queue(String region, String account, String name) {
        return of("sqs", region, account, name);
    }

    private static String of(String service, String region, String account, String resource) {
        String partition = PartitionMetadata.of(Region.of(region)).id();
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
