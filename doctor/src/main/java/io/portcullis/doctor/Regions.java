package io.portcullis.doctor;

/** Where the events of services that have one endpoint for all Regions come to. */
final class Regions {

    private Regions() {}

    /**
     * The Region in which CloudTrail records the calls of global services, IAM among them, and EventBridge delivers them.
     * Source: CloudTrail user guide, "Global service events"; for other partitions the Regions of IAM's endpoints (AWS
     * general reference, "AWS Identity and Access Management endpoints and quotas").
     */
    static String global(String region) {
        if (region.startsWith("cn-")) {
            return "cn-north-1";
        }
        return region.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1";
    }
}
