package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AnalyzerChoice;
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
     * The folder that corrections are kept in; without one, nothing is corrected.
     *
     * @throws CommandFailure when nobody could say what to correct
     */
    public Optional<Path> folder(AnalyzerChoice analyzer, Surroundings surroundings) {
        if (correct && analyzer == AnalyzerChoice.MANAGED) {
            throw CommandFailure.usage("--correct needs our own engine, for Access Analyzer names no statement or grant"
                    + " at fault; give --analyzer embedded or both");
        }
        return correct ? Optional.of(surroundings.resolve(corrections)) : Optional.empty();
    }
}
