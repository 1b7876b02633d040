package io.portcullis.app.doctor;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.account.ChosenAnalyzer;
import io.portcullis.app.account.Identity;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AwsClients;
import io.portcullis.doctor.ChangeEvents;
import io.portcullis.doctor.Check;
import io.portcullis.doctor.account.Examination;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Says what is and is not in place in an account. */
@Command(
        name = "doctor",
        description =
                "Says what is in place in an AWS account for changes to be heard of, and how to set up what is not."
                        + " Changes nothing.",
        footerHeading = "%n",
        footer = {
            "Exits with 0 when everything is in place, with 1 when something is missing, and with 3 when something"
                    + " could not be seen.",
            "",
            "The account's principals need cloudtrail:DescribeTrails, GetTrailStatus and GetEventSelectors;"
                    + " events:ListRules and ListTargetsByRule; sqs:GetQueueUrl and GetQueueAttributes;"
                    + " lambda:ListEventSourceMappings, GetFunctionConfiguration and GetFunctionConcurrency, unless"
                    + " watched; sts:GetCallerIdentity; what scan needs; and to look for AWS's analyzer"
                    + " access-analyzer:ListAnalyzers."
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--region",
            paramLabel = "REGION,…",
            hideParamSyntax = true,
            split = ",",
            description = "The Region; several by commas or repetition.")
    private List<String> regions = new ArrayList<>();

    @Mixin
    private AccountSettings account = new AccountSettings();

    @Option(
            names = "--type",
            paramLabel = "TYPE,…",
            hideParamSyntax = true,
            split = ",",
            description = "Whose changes are to be heard of: key or role; several by commas. Default: key")
    private List<String> types = List.of("key");

    @Option(
            names = "--queue",
            paramLabel = "ARN",
            description = "The queue that events must come to; without it, any queue, function or bus.")
    private Optional<String> queue = Optional.empty();

    @Option(names = "--watched", description = "\"portcullis watch\" takes from the queue: no function has to.")
    private boolean watched;

    @Mixin
    private ChosenAnalyzer analyzer = new ChosenAnalyzer();

    @Option(
            names = "--organization",
            paramLabel = "ID",
            description = "The organization that is trusted, o-…; without it, the account alone is.")
    private Optional<String> organization = Optional.empty();

    @Option(names = "--json", description = "An object a line, for programs.")
    private boolean json;

    /** A command in these surroundings. */
    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Forms.organization(organization);
        queue.ifPresent(arn -> {
            if (!arn.matches("arn:[^:]+:sqs:[^:]+:[0-9]{12}:.+")) {
                throw CommandFailure.usage("--queue " + arn + " is not the ARN of a queue");
            }
        });
        List<ChangeEvents> all = types.stream().map(DoctorCommand::events).toList();
        Set<String> where = new LinkedHashSet<>(
                regions.isEmpty()
                        ? List.of(account.region(surroundings).id())
                        : regions.stream().map(Forms::region).toList());
        List<Check> checks = new ArrayList<>();
        for (String region : where) {
            try (AwsClients clients = account.clients(Region.of(region))) {
                String owner = Identity.account(clients.sts());
                checks.add(Check.inPlace(region, "identity", "the credentials are of account " + owner));
                all.forEach(events -> checks.addAll(examined(clients, owner, region, where, events)));
            }
        }
        if (json) {
            CheckTable.printJson(surroundings.out(), checks);
        } else {
            CheckTable.print(surroundings.out(), checks);
        }
        return code(checks);
    }

    private List<Check> examined(
            AwsClients clients, String owner, String region, Set<String> where, ChangeEvents events) {
        return new Examination(
                        clients,
                        owner,
                        region,
                        where,
                        events,
                        queue,
                        watched,
                        analyzer.choice(),
                        organization.isPresent())
                .checks();
    }

    private static ChangeEvents events(String type) {
        return ResourceType.named(type)
                .or(() -> ResourceType.of(type))
                .flatMap(ChangeEvents::of)
                .orElseThrow(() -> CommandFailure.usage(
                        "--type " + type + " is no type whose changes are known; there are key and role"));
    }

    /** What could not be seen may be missing as well. */
    private static int code(List<Check> checks) {
        Set<Check.State> states =
                new LinkedHashSet<>(checks.stream().map(Check::state).toList());
        if (states.contains(Check.State.UNKNOWN)) {
            return ExitCode.UNKNOWN;
        }
        return states.contains(Check.State.MISSING) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }
}
