package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A moto_server as a process of its own: somebody else's idea of AWS. */
public record Moto(Process process, URI endpoint) implements AutoCloseable {

    /** The account of everybody. */
    public static final String ACCOUNT = "123456789012";

    /** Starts one; skips the test, saying so, when there is none on the PATH. */
    public static Moto start(Path folder) throws IOException {
        Machine.needs("moto_server");
        int port = Machine.freePort();
        Process process =
                Machine.start(folder, Map.of(), List.of("moto_server", "-H", "127.0.0.1", "-p", String.valueOf(port)));
        Moto moto = new Moto(process, URI.create("http://127.0.0.1:" + port));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!moto.answers()) {
            assertThat(System.nanoTime()).as("moto_server did not start").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return moto;
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
