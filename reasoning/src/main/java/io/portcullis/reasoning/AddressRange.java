package io.portcullis.reasoning;

/** Address ranges as conditions on {@code aws:SourceIp} write them. */
public final class AddressRange {

    private AddressRange() {}

    /**
     * Whether a text is a range, or one address, that is not too broad to name a place: no broader than /8 in IPv4, /32 in
     * IPv6. Source: S3 user guide, "The meaning of public".
     */
    public static boolean namesAPlace(String text) {
        return Addresses.parse(text).filter(Pins::namesAPlace).isPresent();
    }
}
