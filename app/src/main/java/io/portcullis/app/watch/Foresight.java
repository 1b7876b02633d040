package io.portcullis.app.watch;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.cli.Output;
import io.portcullis.aws.Arns;
import io.portcullis.aws.AwsClients;
import io.portcullis.doctor.ChangeEvents;
import io.portcullis.doctor.Check;
import io.portcullis.doctor.Check.State;
import io.portcullis.doctor.account.Examination;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says at the start why no change may ever come: a watch that hears of nothing looks like an account where all is well. */
final class Foresight {

    private Foresight() {}

    /** Writes a line for each thing that is missing, and one for all that may not be seen. */
    static void say(Output err, AwsClients clients, WatchSettings settings) {
        List<Check> checks = new Examination(
                        clients,
                        settings.account(),
                        settings.region(),
                        Set.of(settings.region()),
                        ChangeEvents.of(ResourceType.KMS_KEY).orElseThrow(),
                        Optional.of(queueArn(settings)),
                        true,
                        settings.analyzer(),
                        settings.zone() instanceof ZoneOfTrust.Organization)
                .hearing();
        checks.stream()
                .filter(check -> check.state() == State.MISSING)
                .forEach(check -> err.println("Not in place: " + check.what() + ": " + check.says()
                        + "; ./portcullis doctor --watched tells the way out"));
        String unseen = checks.stream()
                .filter(check -> check.state() == State.UNKNOWN)
                .map(Check::what)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!unseen.isEmpty()) {
            err.println("Could not be looked at: " + unseen + "; ./portcullis doctor --watched tells why");
        }
    }

    /** A queue's URL ends in its account and name (SQS developer guide, "Queue and message identifiers"). */
    private static String queueArn(WatchSettings settings) {
        String[] parts = settings.queueUrl().split("/");
        return Arns.queue(settings.region(), parts[parts.length - 2], parts[parts.length - 1]);
    }
}
