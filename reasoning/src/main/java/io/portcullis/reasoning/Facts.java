package io.portcullis.reasoning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Facts about AWS that are kept as text beside the code that knows how to read them. They are read when the command starts,
 * so plainly: streams and patterns would cost more than the reading.
 */
public final class Facts {

    private Facts() {}

    /**
     * The words of each line of a file, without comments and empty lines.
     *
     * @param beside a class of the package that the file is in
     * @param file its name
     */
    public static List<List<String>> lines(Class<?> beside, String file) {
        String text = text(beside, file);
        List<List<String>> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            if (end > from && text.charAt(from) != '#') {
                lines.add(words(text, from, end));
            }
            from = end + 1;
        }
        return lines;
    }

    private static List<String> words(String text, int from, int end) {
        List<String> words = new ArrayList<>();
        int start = from;
        while (start < end) {
            int space = text.indexOf(' ', start);
            int stop = space < 0 || space > end ? end : space;
            words.add(text.substring(start, stop));
            start = stop + 1;
        }
        return words;
    }

    private static String text(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The build has lost " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
