package io.portcullis.app.demo;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Stop;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.local.House;
import io.portcullis.app.local.HouseSettings;
import io.portcullis.app.local.MailSettings;
import io.portcullis.app.undo.UndoLine;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.FolderCorrectionLog;
import io.portcullis.wire.WireSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job. */
@Command(
        name = "demo",
        description =
                "Makes a KMS key public in an AWS account on this machine, and shows how that is caught, proven, reported,"
                        + " corrected and resolved. Needs no AWS account.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "us-east-1";

    private final Surroundings surroundings;

    @Option(names = "--json", description = "A JSON object a step, for programs; one in all with --changes.")
    private boolean json;

    @Option(names = "--port", description = "The port of the account; 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--keep", description = "Leaves the account running until Ctrl-C.")
    private boolean keep;

    @Option(names = "--out", paramLabel = "DIR", description = "Where outputs are left. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("portcullis-demo");

    @Option(names = "--smtp", paramLabel = "SERVER", description = "Sends the e-mail through this server, HOST:PORT.")
    private Optional<String> smtp = Optional.empty();

    @Option(names = "--to", paramLabel = "ADDRESS", description = "Who is told. Default: ${DEFAULT-VALUE}")
    private String address = "security@example.com";

    @Option(
            names = "--changes",
            paramLabel = "N",
            description = "Measures this many changes, from PutKeyPolicy to e-mail, instead of showing two.")
    private Optional<Integer> changes = Optional.empty();

    /** A command in these surroundings. */
    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Forms.address("--to", address);
        Path folder = surroundings.resolve(out);
        if (changes.isPresent()) {
            return new Measurement(folder, many(changes.get())).run(surroundings.out(), json);
        }
        Report report = new Report(surroundings.out(), json);
        Witnesses witnesses = new Witnesses();
        Demo demo = new Demo(folder, surroundings.directory(), witnesses);
        HouseSettings settings = new HouseSettings(
                new WireSettings("127.0.0.1", Forms.port(port), ACCOUNT, REGION, Map.of()),
                new MailNoted(MailSettings.open(smtp, folder.resolve("mail")), demo::mailed),
                true,
                AnalyzerChoice.EMBEDDED,
                false,
                Optional.empty(),
                Optional.of(folder.resolve("corrections")),
                Duration.ofHours(1),
                witnesses);
        try (House house = House.open(settings)) {
            report.say("An AWS account on this machine: " + house.endpoint() + " (account " + ACCOUNT + ", " + REGION
                    + ")");
            List<String> missing = demo.play(house, address, scene -> show(report, scene));
            if (!missing.isEmpty()) {
                throw CommandFailure.unknown("The demo did not come to its end; what did not happen: " + missing);
            }
            // Not before: while it plays nobody waits for a signal, which is to end the process as it does by itself.
            try (Stop stop = Stop.bySignal()) {
                sayWhatIsLeft(report, folder, house);
                if (keep) {
                    stop.await();
                }
            }
            return ExitCode.CLEAN;
        }
    }

    private static int many(int changes) {
        if (changes < 1) {
            throw CommandFailure.usage("--changes " + changes + " is not a number of changes above 0");
        }
        return changes;
    }

    private static void show(Report report, Scene scene) {
        try {
            report.show(scene);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private void sayWhatIsLeft(Report report, Path folder, House house) {
        String undo = new FolderCorrectionLog(folder.resolve("corrections"))
                .all().stream()
                        .map(CorrectionRecord::id)
                        .reduce((first, second) -> second)
                        .orElse("ID");
        report.say("");
        report.say("Both openings were caught and closed. Left in " + out + ", to be read:");
        report.say("  mail         what people were told");
        report.say("  events       what programs were told");
        report.say("  corrections  what was done, and what was there before");
        report.say(
                keep
                        ? "The account stays up until Ctrl-C. This takes the last correction back:"
                        : "With --keep the account stays up, and a correction can be taken back:");
        report.say("  AWS_ACCESS_KEY_ID=" + ACCOUNT + " AWS_SECRET_ACCESS_KEY=any ./"
                + new UndoLine(out.resolve("corrections"), Optional.of(house.endpoint())).of(undo));
    }
}
