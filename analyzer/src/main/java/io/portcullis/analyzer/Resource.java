package io.portcullis.analyzer;

/**
 * Which resource.
 *
 * @param type its type
 * @param arn its ARN; a {@code *} as its Region or at its end stands for what is not known
 * @param account the account that owns it, 12 digits
 * @param region its Region, or {@code *} where its ARN has none or it is not known
 */
public record Resource(ResourceType type, String arn, String account, String region) {

    /**
     * The key with this ARN, {@code arn:aws:kms:REGION:ACCOUNT:key/ID}.
     *
     * @throws IllegalArgumentException when it is not the ARN of a key
     */
    public static Resource kmsKey(String arn) {
        String[] fields = arn.split(":", 6);
        if (fields.length < 6 || !fields[2].equals("kms") || !fields[5].startsWith("key/")) {
            throw new IllegalArgumentException("Not the ARN of a KMS key: " + arn);
        }
        return new Resource(ResourceType.KMS_KEY, arn, fields[4], fields[3]);
    }

    /**
     * The resource with this ARN.
     *
     * @param account the account that owns it, for ARNs that do not tell
     * @throws IllegalArgumentException when it is not an ARN of the type, or tells another account
     */
    public static Resource of(ResourceType type, String arn, String account) {
        ArnForm.Fields fields = type.form()
                .parse(arn)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + arn + "\" is not the ARN of " + type.oneOfThem() + ", " + type.arnForm()));
        if (type.arnHasAccount() && !fields.account().equals(account)) {
            throw new IllegalArgumentException("\"" + arn + "\" is not a resource of account " + account);
        }
        // A part's ARN names the resource that it is a part of.
        String whole = type.form().arn(fields);
        return new Resource(type, whole, account, fields.region().isEmpty() ? "*" : fields.region());
    }

    /** Any resource of a type in an account: of its ARN no more is known than that, and its partition is the usual one. */
    public static Resource any(ResourceType type, String account) {
        ArnForm.Fields fields = new ArnForm.Fields(NamedResource.USUAL_PARTITION, "*", account, "*");
        return new Resource(type, type.form().arn(fields), account, "*");
    }

    /** The partition in its ARN, such as {@code aws}. */
    public String partition() {
        return arn.split(":", 3)[1];
    }

    /** The same in this partition. */
    Resource inPartition(String partition) {
        return new Resource(type, "arn:" + partition + ":" + arn.split(":", 3)[2], account, region);
    }

    /** Whether it is not known which resource of its account it is. */
    public boolean isAny() {
        return arn.endsWith("*");
    }
}
