package io.portcullis.local.kms;

/**
 * One account in one Region: what a key's ARN begins with.
 *
 * @param account 12 digits
 * @param region the Region
 */
record Place(String account, String region) {

    /** The partition that the Region is in. */
    String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The ARN of something of KMS here, such as {@code key/1234…} or {@code alias/name}. */
    String arn(String resource) {
        return "arn:" + partition() + ":kms:" + region + ":" + account + ":" + resource;
    }

    String keyArn(String keyId) {
        return arn("key/" + keyId);
    }

    /** The ARN that stands for the account in policies. */
    String root() {
        return "arn:" + partition() + ":iam::" + account + ":root";
    }
}
