package io.portcullis.app.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.answer.AnswerText;
import io.portcullis.app.answer.Format;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.cli.TextFile;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.app.lines.LineStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides the policies of resources offline. */
@Command(
        name = "check",
        description = "Decides whether outsiders reach a resource, from its policy alone; nothing is sent anywhere.",
        footerHeading = "%n",
        footer = {
            "With --jsonl a line of standard input is a case,",
            "  {\"id\",\"resourceType\",\"account\",\"organization\"?,\"resource\"?,\"policy\",\"grants\"?}",
            "and a line of standard output its answer, in order:",
            "  {\"id\",\"verdict\",\"findings\",\"error\"?,\"notes\"?,\"s3BucketPolicyStatus\"?}",
            "",
            "TYPE is a CloudFormation name or a short one: AWS::KMS::Key (key), AWS::S3::Bucket (bucket),",
            "  AWS::IAM::Role (role), AWS::Lambda::Function (function), AWS::Lambda::LayerVersion (layer),",
            "  AWS::SQS::Queue (queue), AWS::SNS::Topic (topic), AWS::SecretsManager::Secret (secret)"
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "What the policy is of, such as AWS::S3::Bucket or bucket; without it, what the policy tells.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--account", paramLabel = "ID", description = "The account that owns the resource, 12 digits.")
    private Optional<String> account = Optional.empty();

    @Option(
            names = "--organization",
            paramLabel = "ID",
            description = "The organization that is trusted, o-…; without it, the account alone is.")
    private Optional<String> organization = Optional.empty();

    @Option(names = "--resource", paramLabel = "ARN", description = "The resource's ARN.")
    private Optional<String> resource = Optional.empty();

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
        if (type.isPresent() || account.isPresent() || organization.isPresent() || resource.isPresent()) {
            throw CommandFailure.usage("--jsonl takes resourceType, account, organization and resource from each line,"
                    + " not from the command line");
        }
        return new LineStream(surroundings.in(), surroundings.out(), new CaseAnswers()).run();
    }

    private int checkFile() throws IOException {
        Analysis analysis;
        try {
            String policy = TextFile.read(surroundings, input.file);
            String typed = type.orElseGet(() -> told(policy).cloudFormationName());
            analysis = Subject.of(typed, owner(typed, policy), organization, resource, policy, List.of())
                    .analyze();
        } catch (InvalidCase invalid) {
            throw CommandFailure.usage(input.file + ": " + invalid.text(), invalid);
        }
        switch (format) {
            case TABLE -> AnswerText.print(surroundings.out(), input.file.toString(), analysis);
            case JSON -> print(analysis);
        }
        return AnswerCode.of(analysis);
    }

    /** The type that the resource or the policy tells, a key where neither does: said aloud where it is no plain key. */
    private ResourceType told(String policy) {
        Optional<ResourceType> told = resource.flatMap(ResourceType::ofArn).or(() -> GuessedType.of(policy));
        ResourceType taken = told.orElse(ResourceType.KMS_KEY);
        if (told.isEmpty() || taken != ResourceType.KMS_KEY) {
            surroundings
                    .err()
                    .println(input.file + ": taken to be the policy of a " + taken.noun()
                            + "; if it is another's, say so with --type");
        }
        return taken;
    }

    /** The account as given, or the one that a key policy lets change it: said aloud, since it decides who is outside. */
    private Optional<String> owner(String typed, String policy) {
        if (account.isPresent()
                || resource.isPresent()
                || !ResourceType.named(typed).equals(Optional.of(ResourceType.KMS_KEY))) {
            return account;
        }
        NavigableSet<String> candidates = Owner.candidates(policy);
        if (candidates.size() != 1) {
            return account;
        }
        surroundings
                .err()
                .println(input.file + ": taken to be a key of account " + candidates.getFirst()
                        + ", which alone may change the policy; if it is another's, say so with --account");
        return Optional.of(candidates.getFirst());
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
