package io.portcullis.analyzer;

/** The resource types that can be analyzed. */
public enum ResourceType {
    /** A KMS key: its key policy and grants. */
    KMS_KEY("AWS::KMS::Key");

    private final String cloudFormationName;

    ResourceType(String cloudFormationName) {
        this.cloudFormationName = cloudFormationName;
    }

    /** The name in findings and in the Access Analyzer API, such as {@code AWS::KMS::Key}. */
    public String cloudFormationName() {
        return cloudFormationName;
    }

    /** The type of this name, if it is one that can be analyzed. */
    public static java.util.Optional<ResourceType> of(String cloudFormationName) {
        for (ResourceType type : values()) {
            if (type.cloudFormationName.equals(cloudFormationName)) {
                return java.util.Optional.of(type);
            }
        }
        return java.util.Optional.empty();
    }
}
