package io.portcullis.app.scan;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The scan command, and policies for it to look at. */
final class Scans {

    private Scans() {}

    /** Scans, without a process, what is at an address. */
    static Console.Result run(Path folder, URI endpoint, String... options) {
        return new Console(folder)
                .account(endpoint, "any")
                .run(Stream.concat(Stream.of("scan"), Stream.of(options)).toArray(String[]::new));
    }

    /** Scans, as a process with settings in its environment, what is at an address. */
    static Process process(Path folder, URI endpoint, String... options) throws IOException {
        return Machine.portcullis(
                folder,
                Map.of(
                        "AWS_ENDPOINT_URL", endpoint.toString(),
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_REGION", "us-east-1"),
                Stream.concat(Stream.of("scan"), Stream.of(options)).toArray(String[]::new));
    }

    static String root(String account) {
        return "arn:aws:iam::" + account + ":root";
    }

    /** A key policy that lets these principals in. */
    static String policy(String... principals) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["%s"]},\
                "Action":"kms:*","Resource":"*"}]}""".formatted(String.join("\",\"", principals));
    }
}
