package io.portcullis.app.watch;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.wire.Reply;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells over HTTP how the process is: {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class Endpoints implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");
    private static final String TEXT = "text/plain; charset=utf-8";

    private final WireServer server;

    private Endpoints(WireServer server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param listen host and port, such as {@code 127.0.0.1:9464}; port 0 for any that is free
     * @param ailment why changes are not heard of; empty when they are
     * @param metrics what was measured, as Prometheus reads it
     * @throws CommandFailure when the address is none, or cannot be listened on
     */
    static Endpoints open(String listen, Supplier<Optional<String>> ailment, Supplier<String> metrics) {
        Matcher parts = ADDRESS.matcher(listen);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw CommandFailure.usage("--listen " + listen + " is not a host and a port, such as 127.0.0.1:9464");
        }
        WireSettings settings = new WireSettings(
                parts.group(1), Integer.parseInt(parts.group(2)), WireSettings.DEFAULT_ACCOUNT, "us-east-1", Map.of());
        try {
            return new Endpoints(WireServer.start(
                    settings,
                    List.of(),
                    Map.of(
                            "/health/live", request -> Reply.text(200, TEXT, "live\n"),
                            "/health/ready", request -> ready(ailment.get()),
                            "/metrics", request -> Reply.text(200, Exposition.CONTENT_TYPE, metrics.get()))));
        } catch (UncheckedIOException unable) {
            throw CommandFailure.usage(
                    "--listen: "
                            + Optional.ofNullable(unable.getCause())
                                    .map(Throwable::getMessage)
                                    .orElse(unable.toString()),
                    unable);
        }
    }

    private static Reply ready(Optional<String> ailment) {
        return ailment.map(why -> Reply.text(503, TEXT, "not ready: " + why + "\n"))
                .orElseGet(() -> Reply.text(200, TEXT, "ready\n"));
    }

    /** The address, such as {@code http://127.0.0.1:9464}. */
    String address() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }
}
