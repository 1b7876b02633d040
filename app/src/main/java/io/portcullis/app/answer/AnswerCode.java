package io.portcullis.app.answer;

import io.portcullis.analyzer.Analysis;
import io.portcullis.app.cli.ExitCode;

/** The exit code that an answer calls for. The worst of several is the greatest. */
public final class AnswerCode {

    private AnswerCode() {}

    /** {@link ExitCode#UNKNOWN} when anything is not known, whatever the findings. */
    public static int of(Analysis analysis) {
        return switch (analysis.verdict()) {
            case UNDECIDED, UNREADABLE -> ExitCode.UNKNOWN;
            case PUBLIC, EXTERNAL, NONE -> {
                if (!analysis.reasons().isEmpty()) {
                    yield ExitCode.UNKNOWN;
                }
                yield analysis.findings().isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
            }
        };
    }
}
