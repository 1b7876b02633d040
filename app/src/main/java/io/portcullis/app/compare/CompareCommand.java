package io.portcullis.app.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.app.answer.Format;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.cli.TextFile;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.app.lines.LineStream;
import io.portcullis.reasoning.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares policies offline. */
@Command(
        name = "compare",
        description = "Decides whether a new policy allows any request that an old one does not; nothing is sent"
                + " anywhere.",
        footerHeading = "%n",
        footer = {
            "With --jsonl a line of standard input is a pair,",
            "  {\"id\",\"policy\",\"reference\",\"resourceType\"?}",
            "and a line of standard output its answer, in order:",
            "  {\"id\",\"newAccess\",\"witness\"?,\"error\"?}"
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "OLD", description = "The old policy; - for standard input.")
    private Optional<Path> reference = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NEW", description = "The new policy; - for standard input.")
    private Optional<Path> policy = Optional.empty();

    @Option(names = "--jsonl", description = "Reads pairs from standard input.")
    private boolean jsonl;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "What both are attached to, such as AWS::S3::Bucket; without it, their statements tell.")
    private Optional<String> resourceType = Optional.empty();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    /** A command in these surroundings. */
    public CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        InstantSource clock = InstantSource.system();
        if (jsonl) {
            if (reference.isPresent() || resourceType.isPresent()) {
                throw CommandFailure.usage(
                        "--jsonl takes the policies and resourceType from each line, not from the" + " command line");
            }
            return new LineStream(surroundings.in(), surroundings.out(), new PairAnswers(clock)).run();
        }
        if (reference.isEmpty() || policy.isEmpty()) {
            throw CommandFailure.usage("two policies are compared: the old one, then the new one; or give --jsonl");
        }
        if (reference.equals(policy) && policy.get().toString().equals("-")) {
            throw CommandFailure.usage("only one of the policies can come from standard input; name the other's file");
        }
        resourceType.ifPresent(CompareCommand::requireType);
        return compare(reference.get(), policy.get(), clock);
    }

    private int compare(Path old, Path young, InstantSource clock) throws IOException {
        PolicyPair.Document theirs = document(old);
        PolicyPair.Document mine = document(young);
        try {
            PolicyPair pair = PolicyPair.of(mine, theirs, resourceType);
            Answer answer = pair.compare(clock.instant());
            switch (format) {
                case TABLE -> ComparisonReport.print(surroundings.out(), pair, mine.name(), theirs.name(), answer);
                case JSON -> print(mine, answer);
            }
            return ComparisonReport.exitCode(answer);
        } catch (InvalidCase invalid) {
            List<String> reasons = List.of(invalid.text());
            switch (format) {
                case TABLE -> ComparisonReport.printUndecided(surroundings.out(), mine.name(), theirs.name(), reasons);
                case JSON -> print(mine, new Answer.Undecided(reasons));
            }
            return ExitCode.UNKNOWN;
        }
    }

    private static void requireType(String type) {
        try {
            Attached.to(type);
        } catch (InvalidCase invalid) {
            throw CommandFailure.usage("--type: " + invalid.text(), invalid);
        }
    }

    private PolicyPair.Document document(Path file) throws IOException {
        return new PolicyPair.Document(file.toString(), TextFile.read(surroundings, file));
    }

    private void print(PolicyPair.Document document, Answer answer) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(surroundings.out())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("id", document.name());
            ComparisonReport.write(json, answer);
            json.writeEndObject();
        }
        surroundings.out().println();
    }
}
