package io.portcullis.aws;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** ARNs of what is in a Region, in the partition that the Region is of: {@code aws}, {@code aws-cn}, {@code aws-us-gov}, … */
public final class RegionalArn {

    private RegionalArn() {}

    /**
     * An ARN such as {@code arn:aws-cn:sqs:cn-north-1:111122223333:changes}.
     *
     * @param service as in ARNs, such as {@code sqs}
     * @param account 12 digits
     * @param resource all that follows the account
     */
    public static String of(String service, String region, String account, String resource) {
        String partition = PartitionMetadata.of(Region.of(region)).id();
        return String.join(":", "arn", partition, service, region, account, resource);
    }

    /** The name that the response to the changes of an account and Region keeps its findings under. */
    public static String analyzer(String region, String account) {
        return of("access-analyzer", region, account, "analyzer/portcullis");
    }
}
