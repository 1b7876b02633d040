package io.portcullis.app.watch;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.account.AccountSettings;
import io.portcullis.app.account.ChosenAnalyzer;
import io.portcullis.app.account.CorrectionSettings;
import io.portcullis.app.account.Identity;
import io.portcullis.app.account.Rescan;
import io.portcullis.app.account.TrustedOrganization;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.Stop;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.Organization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
            "A rule of the account fills the queue; \"portcullis doctor\" says what is not in place. A message is"
                    + " deleted only after its change was handled and everybody was told.",
            "",
            "SIGTERM or Ctrl-C: takes no more, ends what is in work, exits. Again: exits at once."
        },
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {

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

    @Mixin
    private TrustedOrganization organization = new TrustedOrganization();

    @Mixin
    private ChosenAnalyzer analyzer = new ChosenAnalyzer();

    @Option(names = "--bus", paramLabel = "NAME", description = "An event bus that programs are told by; name or ARN.")
    private Optional<String> bus = Optional.empty();

    @Option(names = "--topic", paramLabel = "ARN", description = "A topic that people are told by.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--security-hub", description = "Tells Security Hub, where it is enabled.")
    private boolean securityHub;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The DynamoDB table that findings are kept in, in place of a folder.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--findings",
            paramLabel = "DIR",
            description =
                    "The folder that findings are kept in, so that nobody is told twice. Default: ${DEFAULT-VALUE}")
    private Path findings = Path.of("portcullis-findings");

    @Mixin
    private CorrectionSettings corrections = new CorrectionSettings();

    @Mixin
    private Rescan rescan = new Rescan(360);

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
        Duration pause = rescan.pause();
        check(lease >= 6 && lease <= 3600, "--lease " + lease + " is not a number of seconds from 6 to 3600");
        check(farewell >= 0, "--farewell " + farewell + " is not a number of seconds");
        check(
                topic.isEmpty() || topic.get().matches("arn:[^:]+:sns:[^:]+:[0-9]{12}:.+"),
                "--topic " + topic.orElse("") + " is not the ARN of a topic");
        organization.check();
        Optional<Path> folder = corrections.folder(analyzer.choice(), surroundings);
        Region where = region.map(Forms::region)
                .map(Region::of)
                .or(queue::region)
                .orElseGet(() -> account.region(surroundings));
        try (Stop stop = Stop.bySignal();
                AwsClients clients = account.clients(where)) {
            String owner = Identity.account(clients.sts());
            queue.check(clients.sqs());
            Optional<Organization> whole =
                    organization.isAsked() ? Optional.of(organization.read(clients.organizations())) : Optional.empty();
            watch(stop, clients, settings(owner, where.id(), organization.zone(whole, owner), folder, pause));
            return ExitCode.CLEAN;
        }
    }

    private void watch(Stop stop, AwsClients clients, WatchSettings settings) {
        NoticeLines lines = new NoticeLines(surroundings.out(), stop::now);
        try (Watch watch = Watch.begin(settings, clients, lines, Clock.systemUTC())) {
            surroundings
                    .out()
                    .println("Watching account " + settings.account() + ", " + settings.region() + "; how it is: "
                            + watch.address() + "/health/ready");
            Foresight.say(surroundings.err(), clients, settings);
            stop.await();
            surroundings.out().println("Stopping: no more is taken");
        }
        surroundings.out().println("Stopped");
        if (surroundings.out().fault().filter(Output::isUnread).isPresent()) {
            throw CommandFailure.unknown("nobody reads standard output any more, so it has stopped; what was not told"
                    + " is still in the queue");
        }
    }

    private WatchSettings settings(
            String owner, String where, ZoneOfTrust zone, Optional<Path> folder, Duration pause) {
        return new WatchSettings(
                owner,
                where,
                account.endpoint(),
                queueUrl,
                zone,
                analyzer.choice(),
                bus,
                topic,
                securityHub,
                table,
                surroundings.resolve(findings),
                folder,
                pause,
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
