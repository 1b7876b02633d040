package io.portcullis.app.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Output;
import io.portcullis.app.local.House;
import io.portcullis.app.local.HouseSettings;
import io.portcullis.app.local.MailSettings;
import io.portcullis.app.local.Place;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.response.Progress;
import io.portcullis.wire.WireSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Measures the way from the call of PutKeyPolicy to the e-mail, one change after the other: the key is made public and private
 * in turn, and either is told.
 *
 * @param folder where the e-mail goes
 * @param changes how many
 */
record Measurement(Path folder, int changes) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double NANOS_PER_MILLI = 1e6;

    /** Runs, prints the figures, for programs as one JSON object, and returns the exit code. */
    int run(Output out, boolean json) throws IOException, InterruptedException {
        BlockingQueue<Long> mails = new LinkedBlockingQueue<>();
        HouseSettings settings = new HouseSettings(
                WireSettings.loopback(0),
                new MailNoted(
                        MailSettings.open(Optional.empty(), folder.resolve("mail")),
                        (message, nanoTime) -> mails.add(nanoTime)),
                true,
                AnalyzerChoice.EMBEDDED,
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1),
                Progress.silent());
        try (House house = House.open(settings)) {
            Place place = house.home();
            house.subscribe(place, "security@example.com");
            KmsClient kms = house.clients(place).client(place.region());
            String key = kms.createKey().keyMetadata().arn();
            double[] millis = new double[changes];
            for (int i = 0; i < changes; i++) {
                String policy = policy(i % 2 == 0 ? "*" : "arn:aws:iam::" + place.account() + ":root");
                long begun = System.nanoTime();
                kms.putKeyPolicy(request -> request.keyId(key).policy(policy));
                Long mailed = mails.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (mailed == null) {
                    throw CommandFailure.unknown("No e-mail came of change " + (i + 1) + " within " + PATIENCE);
                }
                millis[i] = (mailed - begun) / NANOS_PER_MILLI;
            }
            if (json) {
                printJson(out, millis);
            } else {
                print(out, millis);
            }
            return ExitCode.CLEAN;
        }
    }

    private static void print(Output out, double[] millis) throws IOException {
        double first = millis[0];
        Arrays.sort(millis);
        out.println("%d changes, from the call of PutKeyPolicy to the e-mail written:".formatted(millis.length));
        out.println("  first %.1f ms, p50 %.1f ms, p99 %.1f ms, worst %.1f ms"
                .formatted(first, percentile(millis, 50), percentile(millis, 99), millis[millis.length - 1]));
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:") || line.startsWith("VmHWM:")) {
                    out.println("  " + line.replaceAll("\\s+", " "));
                }
            }
        }
    }

    private static void printJson(Output out, double[] millis) throws IOException {
        double first = millis[0];
        Arrays.sort(millis);
        try (JsonGenerator line =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            line.writeStartObject();
            line.writeNumberField("changes", millis.length);
            line.writeObjectFieldStart("millis");
            line.writeNumberField("first", rounded(first));
            line.writeNumberField("p50", rounded(percentile(millis, 50)));
            line.writeNumberField("p99", rounded(percentile(millis, 99)));
            line.writeNumberField("worst", rounded(millis[millis.length - 1]));
            line.writeEndObject();
            line.writeEndObject();
            line.writeRaw('\n');
        }
    }

    private static double rounded(double millis) {
        return Math.round(millis * 1000) / 1000.0;
    }

    /** The smallest value that so many percent of all do not exceed. */
    private static double percentile(double[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    private static String policy(String principal) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
                "Action":"kms:*","Resource":"*"}]}""".formatted(principal);
    }
}
