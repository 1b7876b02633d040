package io.portcullis.app;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import io.portcullis.aws.AwsClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A moto server of its own for a test, which is skipped where there is none. */
public final class Moto implements AutoCloseable {

    /** The account that moto takes callers for. */
    public static final String ACCOUNT = "123456789012";

    private final Process process;
    private final URI endpoint;

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one; returns when it answers. */
    public static Moto start(Path folder) throws Exception {
        Machine.needs("moto_server");
        int port = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Process process =
                Machine.start(folder, Map.of(), List.of("moto_server", "-H", "127.0.0.1", "-p", String.valueOf(port)));
        Moto moto = new Moto(process, endpoint);
        await().atMost(1, MINUTES).until(moto::answers);
        return moto;
    }

    /** Its address. */
    public URI endpoint() {
        return endpoint;
    }

    /** Clients in us-east-1 with these credentials. */
    public AwsClients clients(AwsCredentials credentials) {
        return new AwsClients(builder -> builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials)));
    }

    /** Clients of moto's own account. */
    public AwsClients clients() {
        return clients(AwsBasicCredentials.create("any", "any"));
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) endpoint.resolve("/moto-api/").toURL().openConnection();
        try {
            return connection.getResponseCode() > 0;
        } catch (ConnectException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
