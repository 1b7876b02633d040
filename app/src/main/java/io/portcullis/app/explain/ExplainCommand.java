package io.portcullis.app.explain;

import io.portcullis.analyzer.Explanation;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.Format;
import io.portcullis.app.check.CaseOptions;
import io.portcullis.app.check.Subject;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.FileTrouble;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.cli.TextFile;
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
            paramLabel = "ACTION,…",
            hideParamSyntax = true,
            split = ",",
            description =
                    "An action, or a pattern such as kms:*crypt: who may do this? Without it, all are asked about.")
    private List<String> actions = List.of();

    @Option(
            names = "--certificate",
            paramLabel = "OUT",
            description = "Where nobody gets in: also writes the proof of it to this file, for docs/certificate.py to"
                    + " check.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    /** A command in these surroundings. */
    public ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> proof = certificate.isPresent() ? Optional.of(place(certificate.get())) : Optional.empty();
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
        if (proof.isPresent()) {
            write(proof.get(), subject);
        }
        return AnswerCode.of(explanation.analysis());
    }

    /** Where the proof goes. Looked at before anything is decided; the policy itself is never written over. */
    private Path place(Path to) throws IOException {
        if (TextFile.isStandardInput(to)) {
            throw CommandFailure.usage("--certificate -: standard output has the answer; name a file for the proof");
        }
        Path path = surroundings.resolve(to);
        if (Files.isDirectory(path)) {
            throw CommandFailure.usage("--certificate " + to + ": a folder; name a file in it");
        }
        if (!Files.isDirectory(path.resolveSibling(""))) {
            throw CommandFailure.usage("--certificate " + to + ": there is no folder " + path.resolveSibling(""));
        }
        Path policy = TextFile.isStandardInput(file) ? Path.of("/dev/stdin") : surroundings.resolve(file);
        if (Files.isRegularFile(path) && Files.exists(policy) && Files.isSameFile(path, policy)) {
            throw CommandFailure.usage(
                    "--certificate " + to + ": that is the policy itself; name another file for the proof");
        }
        return path;
    }

    private void write(Path to, Subject subject) {
        Optional<Certificate> proof = subject.certificate(options.settings(), actions);
        if (proof.isEmpty()) {
            throw CommandFailure.unknown(
                    file + ": there is no certificate, since it is not so or not shown in bounded work"
                            + " that nobody outside gets in; " + to + " was not written");
        }
        try (OutputStream out = Files.newOutputStream(to)) {
            CertificateJson.write(out, proof.get());
        } catch (IOException unable) {
            throw CommandFailure.unknown(
                    "--certificate " + to + " cannot be written: " + FileTrouble.reason(unable), unable);
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
