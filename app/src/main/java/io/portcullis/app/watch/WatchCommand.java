package io.portcullis.app.watch;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.account.Identity;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Stop;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.Attempt;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.Organization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Responds to the changes of an account, from a queue, until it is stopped. */
@Command(
        name = "watch",
        description = "Responds to the changes of an AWS account as they come from an SQS queue, until it is stopped.",
        footerHeading = "%n",
        footer = {
            "A rule of the account fills the queue; \"portcullis doctor\" says what is not in place.",
            "SIGTERM or Ctrl-C: takes no more, ends what is in work, exits. Again: exits at once.",
            "A message is deleted only after its change was handled and everybody was told."
        },
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {

    private static final String ASK = "";

    private final Surroundings surroundings;

    @Option(names = "--queue-url", paramLabel = "URL", required = true, description = "The queue of changes.")
    private String queueUrl = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The Region; without it, the queue's, as its URL says, or the SDK's.")
    private Optional<String> region = Optional.empty();

    @Mixin
    private AccountSettings account = new AccountSettings();

    @Option(
            names = "--organization",
            paramLabel = "ID",
            arity = "0..1",
            fallbackValue = ASK,
            description = "The organization that is trusted, o-…; without it, the account alone is. Without ID, the"
                    + " account's own with all accounts that it has at the start, as AWS Organizations tells.")
    private Optional<String> organization = Optional.empty();

    @Option(
            names = "--analyzer",
            paramLabel = "WHO",
            description = "Who decides: our own engine (embedded), AWS's Access Analyzer (managed), or both."
                    + " Default: ${DEFAULT-VALUE}")
    private AnalyzerChoice analyzer = AnalyzerChoice.EMBEDDED;

    @Option(names = "--bus", paramLabel = "NAME", description = "An event bus that programs are told by; name or ARN.")
    private Optional<String> bus = Optional.empty();

    @Option(names = "--topic", paramLabel = "ARN", description = "A topic that people are told by.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--security-hub", description = "Tells Security Hub, where it is enabled.")
    private boolean securityHub;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The DynamoDB table that findings are kept in; without it they are kept in memory, and told"
                    + " anew after every start.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--correct",
            description = "Closes what is opened: the default key policy is put, grants are revoked.")
    private boolean correct;

    @Option(
            names = "--corrections",
            paramLabel = "DIR",
            description = "Where corrections are kept, for undo. Default: ${DEFAULT-VALUE}")
    private Path corrections = Path.of("portcullis-corrections");

    @Option(
            names = "--rescan",
            paramLabel = "MINUTES",
            description = "How often everything is looked at without a change. Default: ${DEFAULT-VALUE}")
    private int rescan = 360;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where /health/live, /health/ready and /metrics are. Default: ${DEFAULT-VALUE}")
    private String listen = "127.0.0.1:9464";

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description = "After how long changes come again that were in work when the process was killed, at most."
                    + " Default: ${DEFAULT-VALUE}")
    private int lease = 120;

    @Option(
            names = "--farewell",
            paramLabel = "SECONDS",
            description = "How long what is in work may go on once it is time to stop. Default: ${DEFAULT-VALUE}")
    private int farewell = 20;

    /** A command in these surroundings. */
    public WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        QueueUrl queue = new QueueUrl(queueUrl);
        check(rescan > 0, "--rescan " + rescan + " is not a number of minutes above 0");
        check(lease >= 6 && lease <= 3600, "--lease " + lease + " is not a number of seconds from 6 to 3600");
        check(farewell >= 0, "--farewell " + farewell + " is not a number of seconds");
        check(
                !correct || analyzer != AnalyzerChoice.MANAGED,
                "--correct needs our own engine, for Access Analyzer names no statement or grant at fault; give"
                        + " --analyzer embedded or both");
        check(
                topic.isEmpty() || topic.get().matches("arn:[^:]+:sns:[^:]+:[0-9]{12}:.+"),
                "--topic " + topic.orElse("") + " is not the ARN of a topic");
        Forms.organization(organization.filter(id -> !id.equals(ASK)));
        Region where =
                region.map(Forms::region).map(Region::of).or(queue::region).orElseGet(account::region);
        try (Stop stop = Stop.bySignal();
                AwsClients clients = account.clients(where)) {
            String owner = Identity.account(clients.sts());
            queue.check(clients.sqs());
            watch(stop, clients, settings(owner, where.id(), zone(owner, clients)));
            return ExitCode.CLEAN;
        }
    }

    private void watch(Stop stop, AwsClients clients, WatchSettings settings) {
        try (Watch watch = Watch.begin(settings, clients, surroundings.out(), Clock.systemUTC())) {
            surroundings
                    .out()
                    .println("Watching account " + settings.account() + ", " + settings.region() + "; how it is: "
                            + watch.address() + "/health/ready");
            Foresight.say(surroundings.err(), clients, settings);
            stop.await();
            surroundings.out().println("Stopping: no more is taken");
        }
        surroundings.out().println("Stopped");
    }

    private ZoneOfTrust zone(String owner, AwsClients clients) {
        if (organization.isEmpty()) {
            return new ZoneOfTrust.Account(owner);
        }
        String id = organization.get();
        if (!id.equals(ASK)) {
            return new ZoneOfTrust.Organization(id, Set.of(owner));
        }
        return switch (Organization.read(clients.organizations())) {
            case Attempt.Given(Organization whole) -> whole.zone();
            case Attempt.Refused(String reason) ->
                throw CommandFailure.unknown("The organization could not be read: " + reason);
        };
    }

    private WatchSettings settings(String owner, String where, ZoneOfTrust zone) {
        return new WatchSettings(
                owner,
                where,
                queueUrl,
                zone,
                analyzer,
                bus,
                topic,
                securityHub,
                table,
                correct ? Optional.of(surroundings.resolve(corrections)) : Optional.empty(),
                Duration.ofMinutes(rescan),
                listen,
                Duration.ofSeconds(lease),
                Duration.ofSeconds(farewell));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw CommandFailure.usage(otherwise);
        }
    }
}
