package io.portcullis.reasoning.concrete;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, or one address. Immutable. */
final class Network {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] octets;
    private final int bits;

    private Network(byte[] octets, int bits) {
        this.octets = octets;
        this.bits = bits;
    }

    /** The range that a text writes as CIDR or as an address; empty when it writes none. */
    static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(octets -> new Network(octets, octets.length * 8));
        }
        String bits = text.substring(slash + 1);
        return address(text.substring(0, slash))
                .filter(octets -> bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= octets.length * 8)
                .map(octets -> new Network(octets, Integer.parseInt(bits)));
    }

    /** Whether an address is in the range; one of the other family is not. */
    boolean has(Network address) {
        if (octets.length != address.octets.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if (((octets[i / 8] ^ address.octets[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        if (!ADDRESS.matcher(text).matches()
                || (!text.contains(":") && text.chars().filter(c -> c == '.').count() != 3)) {
            return Optional.empty();
        }
        try {
            byte[] octets = InetAddress.ofLiteral(text).getAddress();
            if (octets.length == 16 || !text.contains(":")) {
                return Optional.of(octets);
            }
            // Java makes IPv4 of the IPv6 addresses that stand for it.
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(octets, 0, mapped, 12, 4);
            return Optional.of(mapped);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
