package io.portcullis.app.watch;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own, which signals reach: it watches, and says how it is at an address. */
record WatchProcess(Process process, BufferedReader out, String address, HttpClient http) implements AutoCloseable {

    /** Waits until the process says that it watches. */
    static WatchProcess of(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = String.valueOf(out.readLine());
        assertThat(first).startsWith("Watching account " + WatchedAccount.ACCOUNT + ", us-east-1");
        return new WatchProcess(
                process, out, first.replaceAll(".*(http://[^/]+)/health/ready", "$1"), HttpClient.newHttpClient());
    }

    /** The first signal, or the second. */
    void terminate() {
        // Not destroy(), which would close the streams.
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /** The next line that starts like this. */
    String line(String start) throws IOException {
        String line = String.valueOf(out.readLine());
        while (!line.startsWith(start) && !line.equals("null")) {
            line = String.valueOf(out.readLine());
        }
        assertThat(line).startsWith(start);
        return line;
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return process.exitValue();
    }

    /** What it says of itself at a path. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    void awaitMetric(String name, long atLeast) {
        await().atMost(1, MINUTES).until(() -> metric(name) >= atLeast);
    }

    long metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
