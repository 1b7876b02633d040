package io.portcullis.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Access key ids of sessions. As in AWS one has 20 characters, begins with {@code ASIA} and holds the account that the
 * session acts in; here the account can be read off it: {@code ASIA} 111122223333 {@code XXXX}.
 */
public final class SessionKey {

    private static final int ROOM = 4;
    private static final int RADIX = 36;
    private static final int DISTINCT = RADIX * RADIX * RADIX * RADIX;
    private static final Pattern FORM = Pattern.compile("ASIA([0-9]{12})[0-9A-Z]{" + ROOM + "}");

    private SessionKey() {}

    /** The access key id of one of an account's sessions; the same one again after 1.6 million. */
    public static String of(String account, int number) {
        String digits = Integer.toString(Math.floorMod(number, DISTINCT), RADIX).toUpperCase(java.util.Locale.ROOT);
        return "ASIA" + account + "0".repeat(ROOM - digits.length()) + digits;
    }

    /** The account of a session, if it is the access key id of one. */
    public static Optional<String> account(String accessKeyId) {
        Matcher form = FORM.matcher(accessKeyId);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
