package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the command without a process. */
public final class Console {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};
    private final Map<String, String> ofSdk = new HashMap<>();
    private boolean colour;

    /** A console whose working folder is the one given. */
    public Console(Path directory) {
        this.directory = directory;
    }

    /** Sets standard input. */
    public Console input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets standard input. */
    public Console input(byte[] bytes) {
        this.input = bytes.clone();
        return this;
    }

    /** Makes it a terminal that shows colours. */
    public Console colour() {
        this.colour = true;
        return this;
    }

    /** Sets an environment variable. */
    public Console environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Has the SDK's ordinary settings lead to an address, by its owner's key, in us-east-1. */
    public Console account(URI endpoint, String key) {
        ofSdk.putAll(Map.of(
                "aws.endpointUrl",
                endpoint.toString(),
                "aws.accessKeyId",
                key,
                "aws.secretAccessKey",
                "any",
                "aws.region",
                "us-east-1"));
        return this;
    }

    /** Runs a command line to its end. Classes do so one after another: what the SDK reads is the whole JVM's. */
    public Result run(String... arguments) {
        ofSdk.forEach(System::setProperty);
        try {
            return ran(arguments);
        } finally {
            ofSdk.keySet().forEach(System::clearProperty);
        }
    }

    private Result ran(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Portcullis(new Surroundings(
                        new ByteArrayInputStream(input),
                        new Output(out),
                        new Output(err),
                        environment,
                        directory,
                        colour))
                .run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What came of a command. */
    public record Result(int code, String out, String err) {

        /** This, if the exit code is the one given. */
        public Result exits(int expected) {
            assertThat(code).as("exit code; out: %s; err: %s", out, err).isEqualTo(expected);
            return this;
        }
    }
}
