package io.portcullis.doctor.account;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.AnalyzerLookup;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.KmsReader;
import io.portcullis.aws.Trouble;
import io.portcullis.doctor.ChangeEvents;
import io.portcullis.doctor.Check;
import io.portcullis.doctor.EventRule;
import io.portcullis.doctor.FunctionCheck;
import io.portcullis.doctor.QueueCheck;
import io.portcullis.doctor.QueueState;
import io.portcullis.doctor.RuleCheck;
import io.portcullis.doctor.Seen;
import io.portcullis.doctor.TrailCheck;
import io.portcullis.response.ResourceReader.Gone;
import io.portcullis.response.ResourceReader.Listing;
import io.portcullis.response.ResourceReader.Present;
import io.portcullis.response.ResourceReader.Unreadable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Looks in one account and Region at what changes need to be heard of. Changes nothing there.
 *
 * @param account 12 digits
 * @param region where
 * @param examined all Regions that are looked at
 * @param events the events by which changes are heard of
 * @param queueArn the queue that rules must send to; empty for any
 * @param watched whether {@code portcullis watch} takes from the queue, so that no function has to
 * @param analyzer who says who reaches a resource
 * @param organization whether an organization is trusted, so that AWS's analyzer must be one of its
 */
public record Examination(
        AwsClients clients,
        String account,
        String region,
        Set<String> examined,
        ChangeEvents events,
        Optional<String> queueArn,
        boolean watched,
        AnalyzerChoice analyzer,
        boolean organization) {

    /** Copies the Regions. */
    public Examination {
        examined = Set.copyOf(examined);
    }

    /** Everything, in the order in which a change goes its way. */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>(hearing());
        if (events.type() == ResourceType.KMS_KEY) {
            checks.add(keys());
        }
        if (analyzer != AnalyzerChoice.EMBEDDED) {
            checks.add(managedAnalyzer());
        }
        return checks;
    }

    /** What it takes to hear of changes: a trail, a rule, its queue, and whoever takes from it. */
    public List<Check> hearing() {
        String where = events.comingTo(region);
        if (!where.equals(region)) {
            return List.of(elsewhere(where));
        }
        RuleCheck rule = new RuleCheck(account, region, events, queueArn);
        EventBridgeClient bus = clients.client(EventBridgeClient.class, EventBridgeClient::builder, region);
        Seen<EventRule> rules = new EventRuleReader(bus, rule).read();
        List<Check> checks = new ArrayList<>();
        checks.add(TrailCheck.of(region, events, new TrailReader(clients).in(region)));
        checks.add(rule.of(rules));
        for (EventRule sending : rule.sending(rules.all())) {
            sending.targets().stream()
                    .filter(target -> target.contains(":sqs:"))
                    .forEach(queue -> checks.addAll(queue(queue, sending)));
        }
        // Several rules may send to one queue.
        return checks.stream().distinct().toList();
    }

    /** What is done elsewhere is heard of in one Region alone. */
    private Check elsewhere(String where) {
        String says = "events of " + events.eventSource() + " come to " + where + " alone";
        return examined.contains(where)
                ? Check.inPlace(region, "events", says + ", which is looked at")
                : Check.missing(
                        region,
                        "events",
                        says + ": nothing of them is heard of in " + region,
                        "./portcullis doctor --region " + where);
    }

    private List<Check> queue(String arn, EventRule rule) {
        if (!arn.contains(":" + region + ":" + account + ":")) {
            return List.of(
                    Check.unknown(region, "queue", arn + " is of another account or Region, and was not looked at"));
        }
        List<Check> checks = new ArrayList<>(filling(arn, rule));
        if (!watched) {
            LambdaClient lambda = clients.client(LambdaClient.class, LambdaClient::builder, region);
            checks.add(new FunctionCheck(region, arn).of(new TakerReader(lambda).of(arn)));
        }
        return checks;
    }

    private List<Check> filling(String arn, EventRule rule) {
        QueueReader reader = new QueueReader(clients.client(SqsClient.class, SqsClient::builder, region));
        String permission = "sqs:GetQueueUrl";
        try {
            String url = reader.url(arn);
            permission = "sqs:GetQueueAttributes";
            QueueState queue = reader.read(arn, url);
            QueueCheck check = new QueueCheck(account, region, queue);
            return List.of(check.takes(rule), check.keepsWhatFails());
        } catch (QueueDoesNotExistException none) {
            return List.of(Check.missing(
                    region,
                    "queue",
                    "there is no queue " + arn + ", to which the rule " + rule.name() + " sends",
                    "aws sqs create-queue --region " + region + " --queue-name "
                            + arn.substring(arn.lastIndexOf(':') + 1)));
        } catch (SdkException e) {
            return List.of(Check.unknown(region, "queue", Trouble.of(permission, e)));
        }
    }

    /** Lists the keys and reads one, so that what is denied names itself. */
    private Check keys() {
        KmsReader reader = new KmsReader(clients, region);
        Listing listing = reader.list(ResourceType.KMS_KEY);
        if (listing.incomplete().isPresent()) {
            return Check.unknown(region, "keys", listing.incomplete().get());
        }
        if (listing.resources().isEmpty()) {
            return Check.inPlace(region, "keys", "can be listed; there is none to try to read");
        }
        Resource key = listing.resources().getFirst();
        return switch (reader.read(key)) {
            case Present _ ->
                Check.inPlace(region, "keys", listing.resources().size() + " are listed, and the first can be read");
            case Gone _ -> Check.inPlace(region, "keys", "can be listed; the first was deleted meanwhile");
            case Unreadable(Resource unread, String reason) ->
                Check.unknown(region, "keys", unread.arn() + ": " + reason);
        };
    }

    private Check managedAnalyzer() {
        Type type = organization ? Type.ORGANIZATION : Type.ACCOUNT;
        try {
            return new AnalyzerLookup(clients::accessAnalyzer, type, Clock.systemUTC())
                    .existing(region)
                    .map(found -> switch (found) {
                        case AnalyzerLookup.Active(String arn) -> Check.inPlace(region, "analyzer", arn + " is ACTIVE");
                        case AnalyzerLookup.Awaited(String reason, var pause) ->
                            Check.unknown(region, "analyzer", reason);
                        case AnalyzerLookup.Unusable(String reason) -> Check.missing(region, "analyzer", reason);
                    })
                    .orElseGet(() -> Check.missing(
                            region,
                            "analyzer",
                            "there is no analyzer of type " + type + "; one is created when it is first asked",
                            "aws accessanalyzer create-analyzer --region " + region
                                    + " --analyzer-name portcullis-" + (organization ? "organization" : "account")
                                    + " --type " + type));
        } catch (SdkException e) {
            return Check.unknown(region, "analyzer", Trouble.of("access-analyzer:ListAnalyzers", e));
        }
    }
}
