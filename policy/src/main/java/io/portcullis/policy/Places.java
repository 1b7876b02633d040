package io.portcullis.policy;

import org.jspecify.annotations.Nullable;

/** What can be said of offsets in a text. Safe for use by many threads. */
sealed interface Places {

    /** The line of an offset, 1-based. */
    int line(int offset);

    /** The column of an offset in UTF-16 code units, 1-based. */
    int column(int offset);

    /** The JSON path of the token that begins at an offset. */
    String path(int offset);

    /** A single place, of which everything is known. */
    record Known(int line, int column, String path) implements Places {
        @Override
        public int line(int offset) {
            return line;
        }

        @Override
        public int column(int offset) {
            return column;
        }

        @Override
        public String path(int offset) {
            return path;
        }
    }

    /** The places in a JSON text, found once when somebody asks: of most policies that are read nobody does. */
    final class InText implements Places {

        private final String text;
        private volatile @Nullable Lines lines;
        private volatile @Nullable Paths paths;

        InText(String text) {
            this.text = text;
        }

        @Override
        public int line(int offset) {
            return lines().line(offset);
        }

        @Override
        public int column(int offset) {
            return lines().column(offset);
        }

        @Override
        public String path(int offset) {
            Paths found = paths;
            if (found == null) {
                found = new Paths(text);
                paths = found;
            }
            return found.at(offset);
        }

        private Lines lines() {
            Lines found = lines;
            if (found == null) {
                found = new Lines(text);
                lines = found;
            }
            return found;
        }
    }
}
