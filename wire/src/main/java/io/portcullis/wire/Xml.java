package io.portcullis.wire;

/** Writes XML text. */
final class Xml {

    private final StringBuilder out = new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    void open(String name) {
        out.append('<').append(name).append('>');
    }

    void open(String name, String namespace) {
        out.append('<').append(name).append(" xmlns=\"");
        text(namespace);
        out.append("\">");
    }

    void close(String name) {
        out.append("</").append(name).append('>');
    }

    void leaf(String name, String text) {
        open(name);
        text(text);
        close(name);
    }

    /** What XML 1.0 cannot hold becomes the replacement character; a carriage return survives only as a reference. */
    private void text(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\t', '\n' -> out.append((char) c);
                default -> out.appendCodePoint(allowed(c) ? c : 0xfffd);
            }
        });
    }

    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
