package io.portcullis.response.change;

/** An event that claims to be of a call that matters and cannot be read. It must be kept for people to look at. */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * An event with a fault.
     *
     * @param place where the fault is: a JSON pointer, such as {@code /detail/eventTime}; empty text for the whole event
     * @param problem what is wrong there, and what was expected
     */
    public MalformedEventException(String place, String problem) {
        super("Event" + (place.isEmpty() ? "" : " at " + place) + ": " + problem);
        this.place = place;
    }

    /** Where the fault is: a JSON pointer. */
    public String place() {
        return place;
    }
}
