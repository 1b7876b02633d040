package io.portcullis.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of a function: the runtime API over HTTP, and the process with the real runtime interface client that asks it
 * for work (Lambda developer guide, "Using the Lambda runtime API").
 */
final class RuntimeApi implements AutoCloseable {

    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String NATIVE_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final HttpServer server;
    private final Process process;
    private final Path log;
    private final Path nativeClient;
    private final long begun;

    /** Runs a function with the class path of this process. */
    RuntimeApi(Class<? extends LambdaFunction> function, Map<String, String> environment, Path log) throws IOException {
        this(function, System.getProperty("java.class.path"), environment, log);
    }

    /** Runs a function. */
    RuntimeApi(Class<? extends LambdaFunction> function, String classPath, Map<String, String> environment, Path log)
            throws IOException {
        this.log = log;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        nativeClient = unpacked(log.resolveSibling(log.getFileName() + ".so"));
        command.add("-D" + NATIVE_CLIENT + "=" + nativeClient);
        command.addAll(List.of("-cp", classPath, AWSLambda.class.getName(), function.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "portcullis",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "1024",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "/aws/lambda/portcullis",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "stream",
                        "LAMBDA_TASK_ROOT",
                        System.getProperty("java.io.tmpdir"),
                        "_HANDLER",
                        function.getName()));
        begun = System.nanoTime();
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var _ = process.onExit().thenAccept(ended -> answers.add("ended with " + ended.exitValue() + ": " + log()));
    }

    /**
     * The client's native half in a file of this process alone: by itself it unpacks to one fixed path of the machine, where
     * two that start at the same time load each other's half-written file.
     */
    private static Path unpacked(Path file) throws IOException {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean musl = Files.exists(Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1"));
        String name = "/jni/libaws-lambda-jni.linux" + (musl ? "_musl-" : "-") + (arm ? "aarch_64" : "x86_64") + ".so";
        try (InputStream packed = AWSLambda.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(packed, name), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** How long the process took until it first asked for an event. */
    Duration init() throws Exception {
        return Duration.ofNanos(ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) - begun);
    }

    /** The process' id. */
    long pid() {
        return process.pid();
    }

    /** Has the function answer an event: the answer, or the text of its failure. */
    String invoke(String event) throws InterruptedException {
        events.add(event);
        String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).as(() -> "an answer in time; the log: " + log()).isNotNull();
        return String.valueOf(answer);
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "none: " + e;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals(NEXT)) {
            ready.complete(System.nanoTime());
            next(exchange);
        } else {
            answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            // The client dies of an answer without a type.
            headers.add("Content-Type", "application/json");
            headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
            headers.add(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(Instant.now().plus(PATIENCE).toEpochMilli()));
            headers.add(
                    "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:111122223333:function:portcullis");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        server.stop(0);
        Files.delete(nativeClient);
    }
}
