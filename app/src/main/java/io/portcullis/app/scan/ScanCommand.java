package io.portcullis.app.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.answer.Format;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.response.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Scans the keys of an account. */
@Command(
        name = "scan",
        description =
                "Reads the KMS keys of an AWS account and lists who outside can reach them. Changes nothing, but that"
                        + " --analyzer managed and both create an analyzer in AWS where there is none.",
        footerHeading = "%n",
        footer = {
            "Credentials, Region and endpoint are found as every AWS SDK finds them:",
            "AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_KMS, ~/.aws, …",
            "The account's principals need kms:ListKeys, kms:DescribeKey, kms:GetKeyPolicy,",
            "kms:ListGrants and sts:GetCallerIdentity; to ask AWS's Access Analyzer, also",
            "access-analyzer:ListAnalyzers, StartResourceScan, GetAnalyzedResource and",
            "ListFindings. Where there is no analyzer one is created, which needs",
            "access-analyzer:CreateAnalyzer and iam:CreateServiceLinkedRole."
        },
        mixinStandardHelpOptions = true)
public final class ScanCommand implements Callable<Integer> {

    private static final Comparator<Analysis> WORST_FIRST = Comparator.comparing(Analysis::verdict)
            .thenComparing(analysis -> analysis.resource().arn());

    private final Surroundings surroundings;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            split = ",",
            description = "The Region; several by commas or repetition.")
    private List<String> regions = new ArrayList<>();

    @Mixin
    private AccountSettings account = new AccountSettings();

    @Option(
            names = "--organization",
            paramLabel = "ID",
            description = "The organization that is trusted, o-…; without it, the account alone is.")
    private Optional<String> organization = Optional.empty();

    @Option(
            names = "--analyzer",
            paramLabel = "WHO",
            description = "Who decides: our own engine (embedded), AWS's Access Analyzer (managed), or both."
                    + " Default: ${DEFAULT-VALUE}")
    private AnalyzerChoice analyzer = AnalyzerChoice.EMBEDDED;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for AWS's answer about a key; then it is not known. Default: ${DEFAULT-VALUE}")
    private int wait = 600;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    /** A command in these surroundings. */
    public ScanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (wait < 1) {
            throw CommandFailure.usage("--wait " + wait + " is not a number of seconds above 0");
        }
        Patience patience = new Patience(Patience.DEFAULT.pauses(), Duration.ofSeconds(wait));
        List<Analysis> analyses = new ArrayList<>();
        for (Region region : regions()) {
            analyses.addAll(
                    new AccountScan(account, Forms.organization(organization), analyzer, patience).keys(region));
        }
        analyses.sort(WORST_FIRST);
        switch (format) {
            case TABLE -> ScanTable.print(surroundings.out(), analyses);
            case JSON -> print(analyses);
        }
        surroundings.err().println(ScanTable.summary(analyses));
        return analyses.stream().mapToInt(AnswerCode::of).max().orElse(ExitCode.CLEAN);
    }

    private List<Region> regions() {
        return regions.isEmpty()
                ? List.of(account.region())
                : regions.stream().map(Forms::region).map(Region::of).toList();
    }

    private void print(List<Analysis> analyses) throws IOException {
        JsonFactory factory = new JsonFactory();
        for (Analysis analysis : analyses) {
            try (JsonGenerator json =
                    factory.createGenerator(surroundings.out()).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                Resource resource = analysis.resource();
                json.writeStartObject();
                json.writeStringField("id", resource.arn());
                json.writeStringField("resource", resource.arn());
                json.writeStringField("resourceType", resource.type().cloudFormationName());
                json.writeStringField("account", resource.account());
                json.writeStringField("region", resource.region());
                AnswerJson.writeMembers(json, analysis);
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }
}
