package io.portcullis.app.watch;

import java.time.Instant;
import java.util.Map;

/**
 * Measurements as text that Prometheus reads (its documentation, "Exposition formats", text format 0.0.4): for each a line
 * of help and one of its type, then its samples. Label values are names of ours, which need no escapes.
 */
final class Exposition {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Something that only grows. */
    Exposition counter(String name, String help, long value) {
        return head(name, help, "counter").sample(name, "", Long.toString(value));
    }

    /** Something that is so now. */
    Exposition gauge(String name, String help, long value) {
        return head(name, help, "gauge").sample(name, "", Long.toString(value));
    }

    /** When something happened last. */
    Exposition time(String name, String help, Instant at) {
        return head(name, help, "gauge").sample(name, "", Double.toString(at.toEpochMilli() / 1e3));
    }

    /** How many there are now of each kind. */
    Exposition gauges(String name, String help, String label, Map<? extends Enum<?>, Long> values) {
        head(name, help, "gauge");
        values.forEach((kind, value) -> sample(name, "{" + label + "=\"" + kind.name() + "\"}", Long.toString(value)));
        return this;
    }

    /** How long something takes, in seconds. */
    Exposition histogram(String name, String help, Histogram.Counted counted) {
        head(name, help, "histogram");
        for (int i = 0; i < Histogram.BOUNDS.size(); i++) {
            String bucket = "{le=\"" + Histogram.BOUNDS.get(i) + "\"}";
            sample(name + "_bucket", bucket, counted.upTo().get(i).toString());
        }
        return sample(name + "_bucket", "{le=\"+Inf\"}", Long.toString(counted.count()))
                .sample(name + "_sum", "", Double.toString(counted.seconds()))
                .sample(name + "_count", "", Long.toString(counted.count()));
    }

    private Exposition head(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    private Exposition sample(String name, String labels, String value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
