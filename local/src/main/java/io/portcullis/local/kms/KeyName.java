package io.portcullis.local.kms;

import java.util.regex.Pattern;

/** What callers write where a key is wanted: a key id or an alias name, or the ARN of either. */
sealed interface KeyName {

    /** A key id: a UUID, or {@code mrk-} and 32 hexadecimal digits. */
    record Id(String id) implements KeyName {}

    /** An alias name with its {@code alias/}. */
    record AliasName(String name) implements KeyName {}

    /** Key ids. Source: KMS developer guide, "Key identifiers". */
    Pattern KEY_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|mrk-[0-9a-f]{32}");

    /**
     * Parses a name.
     *
     * @throws io.portcullis.wire.ServiceFault when it is no name of a key, or one of another Region or account
     */
    static KeyName parse(Call call, String written) {
        if (!written.startsWith("arn:")) {
            return plain(written, written);
        }
        String[] parts = written.split(":", 6);
        boolean wellFormed = parts.length == 6
                && parts[1].equals(call.place().partition())
                && parts[2].equals("kms")
                && (parts[5].startsWith("key/") || parts[5].startsWith("alias/"));
        if (!wellFormed) {
            throw Faults.invalidArn("Invalid arn " + written);
        }
        if (!parts[3].equals(call.place().region())) {
            throw Faults.notFound("Invalid arn " + parts[3]);
        }
        if (!parts[4].equals(call.place().account())) {
            throw call.denied(written);
        }
        return plain(parts[5].startsWith("key/") ? parts[5].substring("key/".length()) : parts[5], written);
    }

    private static KeyName plain(String name, String written) {
        if (name.startsWith("alias/")) {
            return new AliasName(name);
        }
        if (KEY_ID.matcher(name).matches()) {
            return new Id(name);
        }
        throw Faults.notFound("Invalid keyId '" + written + "'");
    }
}
