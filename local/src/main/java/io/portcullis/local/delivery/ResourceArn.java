package io.portcullis.local.delivery;

import java.util.Optional;

/**
 * The ARN of a local resource, {@code arn:partition:service:region:account:resource}.
 *
 * @param text as written
 * @param service such as {@code sns}
 * @param region the Region
 * @param account 12 digits
 * @param resource what follows the account, colons and slashes included
 */
public record ResourceArn(String text, String service, String region, String account, String resource) {

    /** Parses an ARN that names a service, Region, account and resource; empty when it does not. */
    public static Optional<ResourceArn> parse(String text) {
        String[] parts = text.split(":", 6);
        boolean whole = parts.length == 6 && parts[0].equals("arn") && parts[1].startsWith("aws");
        if (!whole || parts[2].isEmpty() || parts[3].isEmpty() || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return parts[4].matches("[0-9]{12}")
                ? Optional.of(new ResourceArn(text, parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** The ARN of a resource in the {@code aws} partition. */
    public static ResourceArn of(String service, String region, String account, String resource) {
        String text = "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
        return new ResourceArn(text, service, region, account, resource);
    }
}
