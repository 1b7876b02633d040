package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.FileTrouble;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AnalyzerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether what is opened is closed, and where that is kept. A mixin of commands. */
public final class CorrectionSettings {

    @Option(
            names = "--correct",
            description = "Closes what is opened: the default key policy is put, grants are revoked.")
    private boolean correct;

    @Option(
            names = "--corrections",
            paramLabel = "DIR",
            description = "Where corrections are kept, for undo. Default: ${DEFAULT-VALUE}")
    private Path corrections = Path.of("portcullis-corrections");

    /**
     * The folder that corrections are kept in, made where there is none; without one, nothing is corrected.
     *
     * @throws CommandFailure when nobody could say what to correct, or nothing can be kept in the folder
     */
    public Optional<Path> folder(AnalyzerChoice analyzer, Surroundings surroundings) {
        if (correct && analyzer == AnalyzerChoice.MANAGED) {
            throw CommandFailure.usage("--correct needs our own engine, for Access Analyzer names no statement or grant"
                    + " at fault; give --analyzer embedded or both");
        }
        return correct ? Optional.of(made(surroundings.resolve(corrections))) : Optional.empty();
    }

    /** What cannot be kept is not corrected: that shows at the start, not when a key is open. */
    private static Path made(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException unable) {
            throw CommandFailure.usage(
                    "--corrections " + folder + " cannot be made a folder: " + FileTrouble.reason(unable), unable);
        }
        if (!Files.isWritable(folder)) {
            throw CommandFailure.usage("--corrections " + folder + " cannot be written to: permission denied");
        }
        return folder;
    }
}
