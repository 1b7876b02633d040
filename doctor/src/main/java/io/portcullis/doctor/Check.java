package io.portcullis.doctor;

import java.util.List;

/**
 * Whether one thing that is needed is in place.
 *
 * @param region where
 * @param what which thing, such as {@code trail}
 * @param state whether it is
 * @param says what was seen, and, where it could not be, the permission that is lacking
 * @param wayOut what to do about it, commands before all; empty when nothing is to be done
 */
public record Check(String region, String what, State state, String says, List<String> wayOut) {

    /** Whether something is in place. */
    public enum State {
        /** It is. */
        IN_PLACE,
        /** It is not. */
        MISSING,
        /** It could not be seen. */
        UNKNOWN
    }

    /** Copies the way out. */
    public Check {
        wayOut = List.copyOf(wayOut);
    }

    /** It is in place. */
    public static Check inPlace(String region, String what, String says) {
        return new Check(region, what, State.IN_PLACE, says, List.of());
    }

    /** It is missing. */
    public static Check missing(String region, String what, String says, String... wayOut) {
        return new Check(region, what, State.MISSING, says, List.of(wayOut));
    }

    /** It could not be seen. */
    public static Check unknown(String region, String what, String says, String... wayOut) {
        return new Check(region, what, State.UNKNOWN, says, List.of(wayOut));
    }
}
