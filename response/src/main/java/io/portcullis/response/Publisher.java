package io.portcullis.response;

import java.util.List;

/** Port: tells people and programs of transitions. Implementations are safe for use by many threads. */
public interface Publisher {

    /**
     * Publishes what changed on one resource.
     *
     * @return what could not be delivered after retries; empty when all was
     */
    List<Undelivered> publish(Notice notice);

    /**
     * Tries again what could not be delivered, and nothing else. A publisher whose notices go out in one piece need not
     * care.
     *
     * @param parts what {@link #publish} or this method returned for the notice before
     * @return what could not be delivered this time either
     */
    default List<Undelivered> retry(Notice notice, List<Undelivered> parts) {
        return publish(notice);
    }

    /**
     * Is told, from time to time, that a resource stands as it stood: for those whose readers forget what they do not hear
     * again. The others need not care. What fails here is made up for the next time.
     *
     * @param standing without transitions
     */
    default void remind(Notice standing) {}

    /**
     * What could not be delivered.
     *
     * @param what which part, such as an event entry
     * @param reason why, and the way out
     */
    record Undelivered(String what, String reason) {
        private static final String ALL = "the whole notice";

        /** Nothing of the notice could be delivered. */
        public static Undelivered whole(String reason) {
            return new Undelivered(ALL, reason);
        }

        /** Whether this stands for the notice with all its parts. */
        public boolean isWhole() {
            return what.equals(ALL);
        }
    }
}
