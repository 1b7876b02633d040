package io.portcullis.policy;

import java.net.Inet6Address;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of typed condition values. All checks take time linear in the text. */
final class Literals {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][+-]?[0-9]++)?");
    private static final Pattern OCTET = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");
    private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    /** W3C's profile of ISO 8601: a year, a month, a day, or a time with its zone. */
    private static final Pattern DATE = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
            + "(T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?");

    private Literals() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    static boolean isBase64(String text) {
        return text.length() % 4 == 0 && BASE64.matcher(text).matches();
    }

    static boolean isDate(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return EPOCH.matcher(text).matches();
        }
        try {
            if (date.group(4) != null) {
                return OffsetDateTime.parse(text).getYear() >= 0;
            }
            return LocalDate.of(number(date, 1), number(date, 2), number(date, 3))
                            .getYear()
                    >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** An IPv4 or IPv6 address, with or without a prefix length. */
    static boolean isAddressRange(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
        return bits > 0 && (slash < 0 || isPrefixLength(text.substring(slash + 1), bits));
    }

    private static int number(Matcher date, int group) {
        return date.group(group) == null ? 1 : Integer.parseInt(date.group(group));
    }

    private static boolean isPrefixLength(String text, int bits) {
        boolean brief = text.length() >= 1 && text.length() <= 3;
        return brief && text.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(text) <= bits;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.length() > 15 ? new String[0] : text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            if (!OCTET.matcher(octet).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        boolean plain = text.length() <= 45
                && text.indexOf(':') >= 0
                && text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        if (!plain) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
