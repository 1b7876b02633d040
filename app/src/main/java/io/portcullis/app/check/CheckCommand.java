package io.portcullis.app.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Analysis;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.answer.AnswerText;
import io.portcullis.app.answer.Format;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.lines.LineStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides the policies of resources offline. */
@Command(
        name = "check",
        description = "Decides whether outsiders reach a resource, from its policy alone; nothing is sent anywhere.",
        footerHeading = "%n",
        footer = {
            "With --jsonl a line of standard input is a case,",
            "  {\"id\",\"resourceType\",\"account\",\"organization\"?,\"resource\"?,\"policy\",",
            "   \"grants\"?}",
            "and a line of standard output its answer, in order:",
            "  {\"id\",\"verdict\",\"findings\",\"error\"?,\"notes\"?,\"s3BucketPolicyStatus\"?}",
            "",
            "TYPE is a CloudFormation name or a short one:",
            "  AWS::KMS::Key (key), AWS::S3::Bucket (bucket),",
            "  AWS::S3::AccessPoint (access-point), AWS::S3::MultiRegionAccessPoint (mrap),",
            "  AWS::IAM::Role (role), AWS::Lambda::Function (function),",
            "  AWS::Lambda::LayerVersion (layer), AWS::SQS::Queue (queue),",
            "  AWS::SNS::Topic (topic), AWS::SecretsManager::Secret (secret)"
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Mixin
    private CaseOptions options = new CaseOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    private static final class Input {
        @Parameters(paramLabel = "FILE", description = "The policy; - for standard input.")
        private Path file = Path.of("-");

        @Option(names = "--jsonl", description = "Reads cases from standard input.")
        private boolean jsonl;
    }

    /** A command in these surroundings. */
    public CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!input.jsonl) {
            return checkFile();
        }
        if (options.sayWhose()) {
            throw CommandFailure.usage("--jsonl takes resourceType, account, organization and resource from each line,"
                    + " not from the command line");
        }
        return new LineStream(surroundings.in(), surroundings.out(), new CaseAnswers(options.settings())).run();
    }

    private int checkFile() throws IOException {
        Analysis analysis = options.subject(input.file, surroundings).analyze(options.settings());
        switch (format) {
            case TABLE -> AnswerText.print(surroundings.out(), input.file.toString(), analysis);
            case JSON -> print(analysis);
        }
        return AnswerCode.of(analysis);
    }

    private void print(Analysis analysis) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(surroundings.out())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("id", input.file.toString());
            AnswerJson.writeMembers(json, analysis);
            json.writeEndObject();
        }
        surroundings.out().println();
    }
}
