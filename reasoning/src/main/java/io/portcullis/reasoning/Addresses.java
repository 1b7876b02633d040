package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.LineDraft.Interval;
import io.portcullis.reasoning.axis.LineDraft.Region;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IP addresses as whole numbers on one line: IPv4 first, IPv6 behind it, so that neither family has the other's. */
final class Addresses {

    private static final BigInteger V6 = BigInteger.ONE.shiftLeft(40);

    private Addresses() {}

    /**
     * A range of addresses.
     *
     * @param interval its points
     * @param v6 whether it is of IPv6
     * @param prefix the length of its prefix in bits
     */
    record Range(Interval interval, boolean v6, int prefix) {}

    /** Every address that a request can come from: 0.0.0.0/8 is nobody's (RFC 1122). */
    static final Region ALL = Region.of(List.of(
            v4("1.0.0.0", "255.255.255.255"), parse("::/0").orElseThrow().interval()));

    /**
     * Every address that a request over the internet may come from: those of networks of somebody's own, of machines among
     * themselves and of groups never reach a public endpoint. Source: RFC 6890, "Special-Purpose IP Address Registries"; RFC
     * 4291, "Address Type Identification". Addresses for documents are there, for policies that are written by them.
     */
    static final Region OVER_THE_INTERNET = Region.of(List.of(
            v4("1.0.0.0", "9.255.255.255"),
            v4("11.0.0.0", "100.63.255.255"),
            v4("100.128.0.0", "126.255.255.255"),
            v4("128.0.0.0", "169.253.255.255"),
            v4("169.255.0.0", "172.15.255.255"),
            v4("172.32.0.0", "192.167.255.255"),
            v4("192.169.0.0", "223.255.255.255"),
            new Interval(start("::2"), start("fc00::").subtract(BigDecimal.ONE)),
            new Interval(start("fe00::"), start("fe80::").subtract(BigDecimal.ONE))));

    private static BigDecimal start(String address) {
        return parse(address).orElseThrow().interval().low();
    }

    private static Interval v4(String low, String high) {
        return new Interval(
                parse(low).orElseThrow().interval().low(),
                parse(high).orElseThrow().interval().high());
    }

    /** A range in CIDR form or a single address; host bits are ignored. Empty when the text is neither. */
    static Optional<Range> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v6 = address.indexOf(':') >= 0;
        int width = v6 ? 128 : 32;
        Optional<BigInteger> number = v6 ? v6(address) : v4(address);
        Optional<Integer> prefix = slash < 0 ? Optional.of(width) : prefix(text.substring(slash + 1), width);
        if (number.isEmpty() || prefix.isEmpty()) {
            return Optional.empty();
        }
        int free = width - prefix.get();
        BigInteger low = number.get().shiftRight(free).shiftLeft(free).add(v6 ? V6 : BigInteger.ZERO);
        BigInteger high = low.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE);
        return Optional.of(new Range(new Interval(new BigDecimal(low), new BigDecimal(high)), v6, prefix.get()));
    }

    private static Optional<Integer> prefix(String text, int width) {
        int number = decimal(text, 0, text.length());
        return number >= 0 && number <= width && !isPadded(text) ? Optional.of(number) : Optional.empty();
    }

    private static boolean isPadded(String number) {
        return number.length() > 1 && number.charAt(0) == '0';
    }

    private static Optional<BigInteger> v4(String text) {
        long number = 0;
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? text.indexOf('.', from) : text.length();
            int part = dot < 0 ? -1 : decimal(text, from, dot);
            // Some take a number that begins with zero to be octal.
            boolean octal = dot > from + 1 && text.charAt(from) == '0';
            if (part < 0 || part > 255 || octal) {
                return Optional.empty();
            }
            number = number << 8 | part;
            from = dot + 1;
        }
        return Optional.of(BigInteger.valueOf(number));
    }

    /** A number of one to three digits, or -1. */
    private static int decimal(String text, int from, int to) {
        if (to <= from || to > from + 3) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static Optional<BigInteger> v6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return Optional.empty();
        }
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        boolean readable = gap < 0
                ? groups(text, true, head)
                : groups(text.substring(0, gap), false, head) && groups(text.substring(gap + 2), true, tail);
        int missing = 8 - head.size() - tail.size();
        if (!readable || (gap < 0 ? missing != 0 : missing < 1)) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            int group = i < head.size() ? head.get(i) : i < 8 - tail.size() ? 0 : tail.get(i - 8 + tail.size());
            number = number.shiftLeft(16).or(BigInteger.valueOf(group));
        }
        return Optional.of(number);
    }

    /** Reads groups; only the {@code end} of an address may be in IPv4 form. */
    private static boolean groups(String text, boolean end, List<Integer> into) {
        if (text.isEmpty()) {
            return true;
        }
        String[] all = text.split(":", -1);
        for (int i = 0; i < all.length; i++) {
            String group = all[i];
            boolean last = end && i == all.length - 1;
            Optional<BigInteger> v4 = last && group.indexOf('.') >= 0 ? v4(group) : Optional.empty();
            if (v4.isPresent()) {
                into.add(v4.get().intValue() >>> 16);
                into.add(v4.get().intValue() & 0xffff);
            } else if (group.matches("[0-9a-fA-F]{1,4}")) {
                into.add(Integer.parseInt(group, 16));
            } else {
                return false;
            }
        }
        return into.size() <= 8;
    }

    /** Writes a point of the line as an address. */
    static String print(BigDecimal point) {
        BigInteger number = point.toBigInteger();
        boolean v6 = number.compareTo(V6) >= 0;
        BigInteger bits = v6 ? number.subtract(V6) : number;
        StringBuilder text = new StringBuilder();
        int width = v6 ? 16 : 8;
        for (int shift = v6 ? 112 : 24; shift >= 0; shift -= width) {
            int group = bits.shiftRight(shift).intValue() & (v6 ? 0xffff : 0xff);
            text.append(v6 ? Integer.toHexString(group) : Integer.toString(group));
            text.append(shift == 0 ? "" : v6 ? ":" : ".");
        }
        return text.toString();
    }
}
