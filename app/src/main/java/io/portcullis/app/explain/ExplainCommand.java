package io.portcullis.app.explain;

import io.portcullis.analyzer.Explanation;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.Format;
import io.portcullis.app.check.CaseOptions;
import io.portcullis.app.check.Subject;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.reasoning.Certificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains one document's answer. */
@Command(
        name = "explain",
        description = "Shows which statements let outsiders in, and where; or what keeps them out.",
        footerHeading = "%n",
        footer = "TYPE is one of those of check.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The policy; - for standard input.")
    private Path file = Path.of("-");

    @Mixin
    private CaseOptions options = new CaseOptions();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            split = ",",
            description =
                    "Who may do this? An action, or a pattern such as kms:*crypt; without it, all are asked about.")
    private List<String> actions = List.of();

    @Option(
            names = "--certificate",
            paramLabel = "OUT",
            description = "Where nobody gets in: also writes the proof of it, for docs/certificate.py to check.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    /** A command in these surroundings. */
    public ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Subject subject = options.subject(file, surroundings);
        Explanation explanation = explanation(subject);
        switch (format) {
            case TABLE -> {
                Ink ink = new Ink(surroundings.colour());
                Drawing drawing = new Drawing(new Source(subject.state().policy()), ink);
                new ExplanationText(surroundings.out(), drawing, ink).print(file.toString(), actions, explanation);
            }
            case JSON -> ExplanationJson.print(surroundings.out(), file.toString(), actions, explanation);
        }
        if (certificate.isPresent()) {
            write(certificate.get(), subject);
        }
        return AnswerCode.of(explanation.analysis());
    }

    private void write(Path to, Subject subject) throws IOException {
        Optional<Certificate> proof = subject.certificate(options.settings(), actions);
        if (proof.isEmpty()) {
            throw CommandFailure.unknown(
                    file + ": there is no certificate, since it is not so or not shown in bounded work"
                            + " that nobody outside gets in; " + to + " was not written");
        }
        try (OutputStream out = Files.newOutputStream(surroundings.resolve(to))) {
            CertificateJson.write(out, proof.get());
        }
    }

    private Explanation explanation(Subject subject) {
        try {
            return subject.explain(options.settings(), actions);
        } catch (IllegalArgumentException unknown) {
            throw CommandFailure.usage("--action: " + unknown.getMessage(), unknown);
        }
    }
}
