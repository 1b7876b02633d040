package io.portcullis.api;

/** The account, Region and name of an analyzer, which no two share. */
record AnalyzerKey(String account, String region, String name) {

    String arn() {
        return "arn:" + partition() + ":access-analyzer:" + region + ":" + account + ":analyzer/" + name;
    }

    private String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
