package io.portcullis.app.undo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The command line that takes a correction back.
 *
 * @param folder where corrections are kept
 * @param endpoint the address of every service, where it is not what the SDK's settings say
 */
public record UndoLine(Path folder, Optional<URI> endpoint) {

    /** The line, as a POSIX shell takes it. */
    public String of(String id) {
        return "portcullis undo " + word(folder.resolve(id + ".json").toString())
                + endpoint.map(url -> " --endpoint-url " + word(url.toString())).orElse("");
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
