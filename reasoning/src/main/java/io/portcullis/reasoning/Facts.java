package io.portcullis.reasoning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Facts about AWS that are kept as text beside the code that knows how to read them. */
final class Facts {

    private Facts() {}

    /**
     * The lines of a file, without comments and empty lines.
     *
     * @param file its name
     */
    static List<String> lines(String file) {
        try (InputStream in = Facts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The build has lost " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
