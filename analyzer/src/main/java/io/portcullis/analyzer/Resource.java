package io.portcullis.analyzer;

/**
 * Which resource.
 *
 * @param type its type
 * @param arn its ARN; a {@code *} as its Region or at its end stands for what is not known
 * @param account the account that owns it, 12 digits
 * @param region its Region, or {@code *} where it is not known
 */
public record Resource(ResourceType type, String arn, String account, String region) {

    /** The key with this ARN, {@code arn:aws:kms:REGION:ACCOUNT:key/ID}. */
    public static Resource kmsKey(String arn) {
        String[] fields = arn.split(":", 6);
        if (fields.length < 6 || !fields[2].equals("kms") || !fields[5].startsWith("key/")) {
            throw new IllegalArgumentException("Not the ARN of a KMS key: " + arn);
        }
        return new Resource(ResourceType.KMS_KEY, arn, fields[4], fields[3]);
    }
}
