package io.portcullis.app.undo;

import io.portcullis.analyzer.Correction;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.account.Identity;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.FileTrouble;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.KmsCorrector;
import io.portcullis.response.CorrectionFile;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.CorrectionRecord.Status;
import io.portcullis.response.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.regions.Region;

/** Takes a correction back. */
@Command(
        name = "undo",
        description =
                "Takes a correction back: the key policy becomes what it was, byte for byte, and revoked grants are made"
                        + " anew, unless somebody has changed them since.",
        mixinStandardHelpOptions = true)
public final class UndoCommand implements Callable<Integer> {

    private static final String ENDING = ".json";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The record of the correction.")
    private Path file = Path.of("");

    @Mixin
    private AccountSettings account = new AccountSettings();

    /** A command in these surroundings. */
    public UndoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path path = surroundings.resolve(file);
        if (!Files.isRegularFile(path) || !path.toString().endsWith(ENDING)) {
            throw CommandFailure.usage(file + ": there is no such record; corrections are kept as ID.json");
        }
        CorrectionFile log = new CorrectionFile(real(path));
        CorrectionRecord entry = read(log);
        if (entry.steps().stream().noneMatch(step -> step.status() == Status.DONE)) {
            surroundings.out().println("Nothing to undo: " + entry.outcome());
            return ExitCode.CLEAN;
        }
        Region region = Region.of(entry.resource().region());
        try (AwsClients clients = account.clients(region)) {
            checkOwner(entry, Identity.account(clients.sts()));
            CorrectionRecord after = new Undo(log, new KmsCorrector(clients), Clock.systemUTC()).undo(entry.id());
            after.steps().forEach(step -> surroundings.out().println(describe(after, step)));
            boolean left = after.steps().stream().anyMatch(step -> step.status() == Status.DONE);
            return left ? ExitCode.UNKNOWN : ExitCode.CLEAN;
        }
    }

    /** The file itself, where a link was named: what is written takes its name, and would take the link's. */
    private Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException unable) {
            throw CommandFailure.unknown(file + ": cannot be read: " + FileTrouble.reason(unable), unable);
        }
    }

    private CorrectionRecord read(CorrectionFile log) {
        try {
            return log.read();
        } catch (RuntimeException malformed) {
            throw CommandFailure.usage(file + ": not the record of a correction: " + malformed.getMessage(), malformed);
        }
    }

    private static void checkOwner(CorrectionRecord entry, String owner) {
        if (!owner.equals(entry.resource().account())) {
            throw CommandFailure.usage("The credentials are of account " + owner + ", and the correction is of "
                    + entry.resource().arn() + "; choose others with --profile");
        }
    }

    private static String describe(CorrectionRecord entry, Applied step) {
        String what = switch (step.step()) {
            case Correction.ReplaceKeyPolicy policy ->
                "the policy of " + entry.resource().arn();
            case Correction.RevokeGrant revoked ->
                "grant " + revoked.grant().id() + " of " + entry.resource().arn();
        };
        return switch (step.status()) {
            case UNDONE -> "Undone: " + what + " is what it was";
            case DONE -> "Not undone: " + what + ": " + step.reason();
            case PLANNED, SUPERSEDED, FAILED -> "Left alone: " + what + " was not corrected: " + step.reason();
        };
    }
}
