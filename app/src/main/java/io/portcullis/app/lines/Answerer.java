package io.portcullis.app.lines;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Answers cases. */
public interface Answerer {

    /** Writes the members of an answer into the object that is open. */
    interface Members {
        /** Writes them. */
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * An answer.
     *
     * @param exitCode what the process exits with if nothing worse comes
     * @param members what the answer's line says besides the id
     */
    record Reply(int exitCode, Members members) {}

    /**
     * Answers a case.
     *
     * @throws InvalidCase when it cannot be understood
     */
    Reply answer(Line line) throws InvalidCase;

    /** The answer to what cannot be understood or decided, for this reason. */
    Reply undecided(String reason);
}
