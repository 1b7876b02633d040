package io.portcullis.app.explain;

import io.portcullis.analyzer.Reason;
import io.portcullis.app.cli.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws marks under the text of a document. Of a long line only a window is shown. */
final class Drawing {

    /** How much of a line is shown at once, in characters. */
    private static final int WIDTH = 120;

    /** How much of a long line is shown before the first mark. */
    private static final int BEFORE = 24;

    /** The first lines that are shown of a mark; its last is, too. */
    private static final int LINES = 3;

    private final Source source;
    private final Ink ink;

    Drawing(Source source, Ink ink) {
        this.source = source;
        this.ink = ink;
    }

    /** What of a mark is on one line, by columns from 0; its note is said on the first. */
    private record Stroke(int line, int from, int to, boolean decisive, String note) {}

    /** Strokes that one window of a line shows. */
    private record Row(int line, List<Stroke> strokes) {
        boolean takes(Stroke stroke) {
            return line == stroke.line && stroke.to - strokes.getFirst().from <= WIDTH - BEFORE;
        }
    }

    /** The lines with these marks, in their order, each followed by its marks; what lies between is left out. */
    List<String> draw(List<Reason.Mark> marks) {
        List<Row> rows = rows(marks);
        int gutter = rows.stream()
                .mapToInt(row -> Integer.toString(row.line).length())
                .max()
                .orElse(1);
        List<String> drawn = new ArrayList<>();
        int previous = Integer.MAX_VALUE;
        for (Row row : rows) {
            if (row.line == previous + 2) {
                drawn.add(numbered(gutter, previous + 1, new Window(source.line(previous + 1), 0)));
            } else if (row.line > previous + 2L) {
                drawn.add(ink.faint(" ".repeat(gutter) + " …"));
            }
            Window window = new Window(source.line(row.line), row.strokes.getFirst().from);
            drawn.add(numbered(gutter, row.line, window));
            row.strokes.forEach(stroke -> drawn.add(underlined(gutter, stroke, window)));
            previous = row.line;
        }
        return drawn;
    }

    private List<Row> rows(List<Reason.Mark> marks) {
        List<Row> rows = new ArrayList<>();
        marks.stream()
                .flatMap(this::strokes)
                .sorted(Comparator.comparingInt(Stroke::line).thenComparingInt(Stroke::from))
                .forEach(stroke -> {
                    if (rows.isEmpty() || !rows.getLast().takes(stroke)) {
                        rows.add(new Row(stroke.line, new ArrayList<>()));
                    }
                    rows.getLast().strokes.add(stroke);
                });
        return rows;
    }

    private Stream<Stroke> strokes(Reason.Mark mark) {
        int first = mark.from().line();
        int last = mark.last().line();
        return IntStream.rangeClosed(first, last)
                .filter(line -> line < first + LINES || line == last)
                .filter(line -> line == first || !source.line(line).isBlank())
                .mapToObj(line -> stroke(mark, line));
    }

    private Stroke stroke(Reason.Mark mark, int line) {
        String text = source.line(line);
        boolean begins = line == mark.from().line();
        int from = begins
                ? mark.from().column() - 1
                : text.length() - text.stripLeading().length();
        int to = line == mark.last().line()
                ? mark.last().column() - 1 + source.length(mark.last().offset())
                : text.stripTrailing().length();
        return new Stroke(line, from, Math.min(text.length(), to), mark.decisive(), begins ? mark.note() : "");
    }

    private String numbered(int gutter, int line, Window window) {
        return ink.faint(" ".repeat(gutter - Integer.toString(line).length()) + line + " |") + " " + window.shown();
    }

    private String underlined(int gutter, Stroke stroke, Window window) {
        int from = window.column(stroke.from);
        int length = Math.max(1, window.column(stroke.to) - from);
        String drawn = (stroke.decisive ? "^" : "-").repeat(length)
                + (stroke.note.isEmpty() ? "" : " " + PlainText.of(stroke.note));
        return ink.faint(" ".repeat(gutter) + " |") + " " + " ".repeat(from)
                + (stroke.decisive ? ink.decisive(drawn) : ink.minor(drawn));
    }

    /** The part of a line that is shown. */
    private static final class Window {

        private final String line;
        private final int from;
        private final int to;

        /** A part of the line that begins a little before a column. */
        Window(String line, int column) {
            this.line = line;
            this.from = line.length() <= WIDTH ? 0 : Math.max(0, Math.min(column - BEFORE, line.length() - WIDTH));
            this.to = Math.min(line.length(), from + WIDTH);
        }

        String shown() {
            return (from > 0 ? "…" : "") + PlainText.of(line.substring(from, to)) + (to < line.length() ? "…" : "");
        }

        /** Where a column of the line is shown, at the window's edge if outside. */
        int column(int column) {
            int within = Math.max(from, Math.min(column, to));
            return (from > 0 ? 1 : 0) + line.codePointCount(from, within);
        }
    }
}
