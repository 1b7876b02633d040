package io.portcullis.wire;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Serves AWS services on one port, told apart by credential scope, target header or path. Safe for many threads. */
public final class WireServer implements AutoCloseable {

    /** The largest body that is read, in bytes; AWS's own largest here is EventBridge's and SQS's 1 MiB. */
    public static final int MAX_BODY = 2 * 1024 * 1024;

    private static final long MAX_PASSED_OVER = 64L * 1024 * 1024;

    private final WireSettings settings;
    private final WebServer server;

    private WireServer(WireSettings settings, WebServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Starts listening; returns when requests are answered. */
    public static WireServer start(WireSettings settings, List<Service> services) {
        return start(settings, services, Map.of());
    }

    /**
     * Starts listening; returns when requests are answered.
     *
     * @param paths path prefixes that belong to no service, such as {@code /health}; the longest that fits answers
     *     requests that carry no mark of AWS
     * @throws UncheckedIOException naming the address if it cannot be listened on
     */
    public static WireServer start(WireSettings settings, List<Service> services, Map<String, PathHandler> paths) {
        Dispatcher dispatcher = new Dispatcher(settings, services, paths, Clock.systemUTC());
        InetAddress address = free(settings);
        WebServer server = WebServer.builder()
                .address(address)
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .routing(routing -> routing.any((request, response) -> handle(dispatcher, request, response)))
                .build()
                .start();
        if (!server.isRunning()) {
            throw cannotListen(settings, new IOException("the server did not start; its log tells why"));
        }
        return new WireServer(settings, server);
    }

    /** Sees first whether the port is free: Helidon only logs when it is not. */
    private static InetAddress free(WireSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            InetAddress address = InetAddress.getByName(settings.host());
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, settings.port()));
            return address;
        } catch (IOException e) {
            throw cannotListen(settings, e);
        }
    }

    private static UncheckedIOException cannotListen(WireSettings settings, IOException cause) {
        return new UncheckedIOException(new IOException(
                "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + cause.getMessage()
                        + ". Choose another host or port; port 0 takes any that is free",
                cause));
    }

    private static void handle(Dispatcher dispatcher, ServerRequest in, ServerResponse out) throws IOException {
        Request request = request(in, new byte[0]);
        Reply reply;
        byte[] body = body(in);
        if (body.length > MAX_BODY) {
            out.header(HeaderNames.CONNECTION, "close");
            reply = dispatcher.refuse(
                    request,
                    new ServiceFault(
                            "RequestEntityTooLargeException",
                            413,
                            "The body is larger than the " + MAX_BODY + " bytes that are read"));
        } else if (isGreeting(request)) {
            reply = Reply.text(200, "text/plain; charset=utf-8", "Portcullis is listening.\n");
        } else {
            reply = dispatcher.answer(request(in, body));
        }
        out.status(reply.status());
        out.header(HeaderNames.DATE, Timestamps.write(Instant.now(), Format.RFC_822));
        reply.headers().forEach((name, value) -> out.header(name, value));
        if (request.method().equals("HEAD")) {
            out.send();
        } else {
            out.send(reply.body().asByteArrayUnsafe());
        }
    }

    /** Someone who looks whether anybody is there. */
    private static boolean isGreeting(Request request) {
        return (request.method().equals("GET") || request.method().equals("HEAD"))
                && request.rawPath().equals("/")
                && request.rawQuery().isEmpty()
                && request.header("authorization").isEmpty();
    }

    private static byte[] body(ServerRequest in) throws IOException {
        if (!in.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream stream = in.content().inputStream()) {
            byte[] body = stream.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                // A client that writes before it reads would see a broken connection, not the refusal.
                passOver(stream);
            }
            return body;
        }
    }

    private static void passOver(InputStream stream) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = MAX_PASSED_OVER;
        int read = 0;
        while (read >= 0 && left > 0) {
            left -= read;
            read = stream.read(buffer);
        }
    }

    private static Request request(ServerRequest in, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : in.headers()) {
            headers.put(header.headerName().lowerCase(), List.copyOf(header.allValues()));
        }
        String peer = in.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
        return new Request(
                in.prologue().method().text(),
                in.prologue().uriPath().rawPath(),
                in.prologue().hasQuery() ? in.prologue().query().rawValue() : "",
                headers,
                SdkBytes.fromByteArrayUnsafe(body),
                peer);
    }

    /** The port listened on. */
    public int port() {
        return server.port();
    }

    /** The address clients use as their endpoint, such as {@code http://127.0.0.1:4566}. */
    public String endpoint() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "http://" + host + ":" + port();
    }

    /** Stops listening; requests being answered have a moment to end. */
    @Override
    public void close() {
        server.stop();
    }
}
