package io.portcullis.app.local;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.account.ChosenAnalyzer;
import io.portcullis.app.account.CorrectionSettings;
import io.portcullis.app.account.Rescan;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Stop;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.response.Progress;
import io.portcullis.wire.WireSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** Runs the local account until it is stopped. */
@Command(
        name = "local",
        description =
                "Runs an AWS account on this machine, with Portcullis watching it: KMS, EventBridge, SNS, SQS, STS,"
                        + " Organizations, Security Hub and IAM Access Analyzer for any AWS CLI or SDK.",
        footerHeading = "%n",
        footer = {
            "Point a client at it with AWS_ENDPOINT_URL=http://127.0.0.1:4566. A 12-digit access key id is the"
                    + " account, the Region is the client's; every one that shows up is watched. Subscribe to the"
                    + " topic " + Watch.TOPIC + " for messages about findings."
        },
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--port", description = "The port; 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port = 4566;

    @Option(names = "--host", description = "The address to listen on. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(names = "--account", paramLabel = "ID", description = "The default account. Default: ${DEFAULT-VALUE}")
    private String account = WireSettings.DEFAULT_ACCOUNT;

    @Option(names = "--region", description = "The Region of unsigned requests. Default: ${DEFAULT-VALUE}")
    private String region = "us-east-1";

    @Option(
            names = "--organization",
            paramLabel = "ID",
            description = "The organization that is trusted, o-…, managed by the default account; without it, each"
                    + " account alone is.")
    private Optional<String> organization = Optional.empty();

    @Option(
            names = "--members",
            paramLabel = "ACCOUNT,…",
            hideParamSyntax = true,
            split = ",",
            description = "The organization's other accounts; several by commas or repetition.")
    private List<String> members = new ArrayList<>();

    @Mixin
    private ChosenAnalyzer analyzer = new ChosenAnalyzer();

    @Option(
            names = "--security-hub",
            description = "Enables the account's Security Hub and keeps a finding a key in it.")
    private boolean securityHub;

    @Mixin
    private MailSettings mail = new MailSettings();

    @Mixin
    private CorrectionSettings corrections = new CorrectionSettings();

    @Mixin
    private Rescan rescan = new Rescan(60);

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "Checks signatures against the keys in this file, which is of the form of ~/.aws/credentials;"
                    + " without it, any key is taken.")
    private Optional<Path> credentials = Optional.empty();

    /** A command in these surroundings. */
    public LocalCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        HouseSettings settings = settings();
        try (Stop stop = Stop.bySignal();
                House house = House.open(settings)) {
            surroundings
                    .out()
                    .println("Portcullis local account ready on " + house.endpoint() + " (account " + account + ", "
                            + region + ")");
            stop.await();
            return ExitCode.CLEAN;
        }
    }

    private HouseSettings settings() {
        check(account.matches("[0-9]{12}"), "--account " + account + " is not 12 digits");
        members.forEach(member -> check(member.matches("[0-9]{12}"), "--members " + member + " is not 12 digits"));
        check(
                members.isEmpty() || organization.isPresent(),
                "--members are those of an organization; give --organization");
        Duration pause = rescan.pause();
        Optional<Path> folder = corrections.folder(analyzer.choice(), surroundings);
        return new HouseSettings(
                new WireSettings(host, Forms.port(port), account, Forms.region(region), credentials()),
                mail.open(surroundings),
                false,
                analyzer.choice(),
                securityHub,
                Forms.organization(organization).map(id -> new ZoneOfTrust.Organization(id, all())),
                folder,
                pause,
                Progress.silent());
    }

    private Set<String> all() {
        return Stream.concat(Stream.of(account), members.stream()).collect(Collectors.toSet());
    }

    private Map<String, String> credentials() {
        if (credentials.isEmpty()) {
            return Map.of();
        }
        Path file = surroundings.resolve(credentials.get());
        check(Files.isReadable(file), "--credentials " + file + " is not a file that can be read");
        ProfileFile profiles = ProfileFile.builder()
                .content(file)
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
        Map<String, String> keys = new HashMap<>();
        for (Profile profile : profiles.profiles().values()) {
            Optional<String> id = profile.property("aws_access_key_id");
            Optional<String> secret = profile.property("aws_secret_access_key");
            check(
                    id.isPresent() && secret.isPresent(),
                    "--credentials " + file + ": the profile " + profile.name()
                            + " lacks aws_access_key_id or aws_secret_access_key");
            keys.put(id.orElseThrow(), secret.orElseThrow());
        }
        check(
                !keys.isEmpty(),
                "--credentials " + file + " holds no profile; write [default] and the two keys below it");
        return keys;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw CommandFailure.usage(otherwise);
        }
    }
}
