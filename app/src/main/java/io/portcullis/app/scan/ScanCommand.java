package io.portcullis.app.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.account.ChosenAnalyzer;
import io.portcullis.app.account.Identity;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.answer.Format;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.MemberRole;
import io.portcullis.aws.Organization;
import io.portcullis.response.Patience;
import io.portcullis.response.ResourceAnalyzer;
import java.io.IOException;
import java.time.Clock;
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

/** Scans the keys of an account, or of all accounts of an organization. */
@Command(
        name = "scan",
        description =
                "Reads the KMS keys of an AWS account, or of all accounts of an organization, and lists who outside can"
                        + " reach them. Changes nothing, but that --analyzer managed and both create an analyzer in AWS"
                        + " where there is none, and --security-hub tells Security Hub.",
        footerHeading = "%n",
        footer = {
            "Credentials, Region and endpoint are found as every AWS SDK finds them: AWS_PROFILE, AWS_REGION,"
                    + " AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_KMS, ~/.aws, …",
            "",
            "The account's principals need kms:ListKeys, kms:DescribeKey, kms:GetKeyPolicy, kms:ListGrants and"
                    + " sts:GetCallerIdentity; to ask AWS's Access Analyzer, also access-analyzer:ListAnalyzers,"
                    + " StartResourceScan, GetAnalyzedResource and ListFindings. Where there is no analyzer one is"
                    + " created, which needs access-analyzer:CreateAnalyzer and iam:CreateServiceLinkedRole.",
            "",
            "For --organization, organizations:DescribeOrganization and ListAccounts; for --region all,"
                    + " account:ListRegions; for --role, sts:AssumeRole; for --security-hub,"
                    + " securityhub:BatchImportFindings and GetFindings."
        },
        mixinStandardHelpOptions = true)
public final class ScanCommand implements Callable<Integer> {

    private static final Comparator<Analysis> WORST_FIRST = Comparator.comparing(Analysis::verdict)
            .thenComparing(analysis -> analysis.resource().arn());

    /** Kind to KMS's request quotas, which are for each account and Region. */
    private static final int KEYS_AT_A_TIME = 8;

    /** Waiting is most of what is done where AWS is asked. */
    private static final int WAITING_AT_A_TIME = 32;

    private static final String ALL = "all";

    private final Surroundings surroundings;

    @Option(
            names = "--region",
            paramLabel = "REGION,…",
            hideParamSyntax = true,
            split = ",",
            description = "The Region; several by commas or repetition. all: those that the account has enabled."
                    + " Default: the Region of the settings")
    private List<String> regions = new ArrayList<>();

    @Mixin
    private AccountSettings account = new AccountSettings();

    @Mixin
    private OrganizationSettings organization = new OrganizationSettings();

    @Option(
            names = "--at-a-time",
            paramLabel = "N",
            description = "How many accounts and Regions are scanned at the same time. Default: ${DEFAULT-VALUE}")
    private int atATime = 8;

    @Mixin
    private ChosenAnalyzer analyzer = new ChosenAnalyzer();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for AWS's answer about a key; then it is not known. Default: ${DEFAULT-VALUE}")
    private int wait = 600;

    @Option(
            names = "--security-hub",
            description = "Tells Security Hub, a finding a key, and archives there what is over.")
    private boolean securityHub;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    /** A command in these surroundings. */
    public ScanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Optional<HubReport> hub = securityHub ? Optional.of(new HubReport(surroundings.err())) : Optional.empty();
        List<Analysis> analyses;
        try (AwsClients home = account.clients(home())) {
            analyses = scan(home, hub).stream().sorted(WORST_FIRST).toList();
        }
        switch (format) {
            case TABLE -> ScanTable.print(surroundings.out(), analyses);
            case JSON -> print(analyses);
        }
        surroundings.err().println(ScanTable.summary(analyses));
        return hub.filter(HubReport::hasFailed).isPresent()
                ? ExitCode.UNKNOWN
                : analyses.stream().mapToInt(AnswerCode::of).max().orElse(ExitCode.CLEAN);
    }

    private void check() {
        if (wait < 1) {
            throw CommandFailure.usage("--wait " + wait + " is not a number of seconds above 0");
        }
        if (atATime < 1) {
            throw CommandFailure.usage("--at-a-time " + atATime + " is not a number above 0");
        }
        organization.check();
    }

    private List<Analysis> scan(AwsClients home, Optional<HubReport> hub) {
        Identity identity = Identity.of(home.sts());
        Optional<Organization> whole = organization.isAsked()
                ? Optional.of(organization.trusted().read(home.organizations()))
                : Optional.empty();
        Optional<MemberRole> role = organization.role(identity.partition());
        List<String> accounts = role.isPresent() ? inUse(whole.orElseThrow()) : List.of(identity.account());
        ResourceAnalyzer decides = analyzer.choice()
                .analyzer(organization.trusted().zone(whole, identity.account()), home, Clock.systemUTC());
        Patience patience = new Patience(Patience.DEFAULT.pauses(), Duration.ofSeconds(wait));
        int keysAtATime = analyzer.choice() == AnalyzerChoice.EMBEDDED ? KEYS_AT_A_TIME : WAITING_AT_A_TIME;
        PlaceScan scan = new PlaceScan(decides, patience, keysAtATime, hub);
        return new AccountsScan(home, identity, role, regions(), scan, atATime).over(accounts);
    }

    /** The accounts to be scanned; which others there are is said. */
    private List<String> inUse(Organization whole) {
        whole.members().stream()
                .filter(Organization.Member::isOutOfUse)
                .forEach(member -> surroundings
                        .err()
                        .println("Skipped: account " + member.account() + " (" + member.name() + ") is "
                                + member.state()));
        return whole.members().stream()
                .filter(member -> !member.isOutOfUse())
                .map(Organization.Member::account)
                .toList();
    }

    private RegionChoice regions() {
        if (regions.equals(List.of(ALL))) {
            return new RegionChoice.Enabled();
        }
        return new RegionChoice.Named(
                regions.isEmpty()
                        ? List.of(home().id())
                        : regions.stream().map(Forms::region).distinct().toList());
    }

    /** Where STS and so on are asked: the first Region that is named, else the SDK's own. */
    private Region home() {
        if (!regions.isEmpty() && !regions.equals(List.of(ALL))) {
            return regions.stream().map(Forms::region).map(Region::of).toList().getFirst();
        }
        return account.region(surroundings);
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
