package io.portcullis.app.account;

import io.portcullis.aws.AnalyzerChoice;
import picocli.CommandLine.Option;

/** Who says who reaches a key. A mixin of commands. */
public final class ChosenAnalyzer {

    @Option(
            names = "--analyzer",
            paramLabel = "WHO",
            description = "Who decides: our own engine (embedded), AWS's Access Analyzer (managed), or both."
                    + " Default: ${DEFAULT-VALUE}")
    private AnalyzerChoice analyzer = AnalyzerChoice.EMBEDDED;

    /** The one chosen. */
    public AnalyzerChoice choice() {
        return analyzer;
    }
}
