package io.portcullis.response.change;

import java.util.Optional;
import java.util.regex.Pattern;

/** The ARNs of KMS keys: {@code arn:PARTITION:kms:REGION:ACCOUNT:key/ID}. */
final class KeyArn {

    private static final Pattern FORM = Pattern.compile("arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");

    private KeyArn() {}

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The ARN of a key named by its ARN or id; empty for an alias and for what is no name of a key. */
    static Optional<String> of(String name, String region, String account) {
        if (isOne(name)) {
            return Optional.of(name);
        }
        String built = "arn:" + partition(region) + ":kms:" + region + ":" + account + ":key/" + name;
        return ID.matcher(name).matches() && isOne(built) ? Optional.of(built) : Optional.empty();
    }

    static String inRegion(String arn, String region) {
        String[] fields = arn.split(":", 6);
        return String.join(":", fields[0], partition(region), fields[2], region, fields[4], fields[5]);
    }

    /** The partition of a Region, by the prefix of its name (AWS SDK endpoint data). */
    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        } else if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        } else if (region.startsWith("us-isob-")) {
            return "aws-iso-b";
        } else if (region.startsWith("us-isof-")) {
            return "aws-iso-f";
        } else if (region.startsWith("eu-isoe-")) {
            return "aws-iso-e";
        } else if (region.startsWith("us-iso-")) {
            return "aws-iso";
        } else if (region.startsWith("eusc-")) {
            return "aws-eusc";
        } else {
            return "aws";
        }
    }
}
