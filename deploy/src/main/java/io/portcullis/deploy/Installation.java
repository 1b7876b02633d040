package io.portcullis.deploy;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Corrections;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.EventBridgePublisher;
import io.portcullis.aws.KmsCorrector;
import io.portcullis.aws.KmsReader;
import io.portcullis.aws.SecurityHubPublisher;
import io.portcullis.aws.TopicPublisher;
import io.portcullis.aws.dynamodb.DynamoDbCorrectionLog;
import io.portcullis.aws.dynamodb.DynamoDbFindingStore;
import io.portcullis.response.Correcting;
import io.portcullis.response.FindingStore;
import io.portcullis.response.Inspector;
import io.portcullis.response.Planner;
import io.portcullis.response.Progress;
import io.portcullis.response.Publisher;
import io.portcullis.response.Responder;
import io.portcullis.response.ResponseSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Portcullis as it is set up in one account and Region: makes the parts that the functions work with. Safe for use by many
 * threads.
 *
 * @param settings how it is set up
 * @param clients the clients of this process, kept from one invocation to the next
 * @param publishers who is told
 */
record Installation(DeploySettings settings, AwsClients clients, List<Publisher> publishers, Clock clock) {

    /** The longest that a change is worked on: the time that template.yaml gives the function. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final String SAMPLE = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Sample","Effect":"Allow",\
            "Principal":{"AWS":["arn:aws:iam::111122223333:root","*"]},"Action":"kms:*","Resource":"*",\
            "Condition":{"StringEquals":{"kms:CallerAccount":"444455556666"}}}]}""";

    Installation {
        publishers = List.copyOf(publishers);
    }

    Installation(DeploySettings settings, AwsClients clients, Clock clock) {
        this(settings, clients, publishers(settings, clients), clock);
    }

    private static List<Publisher> publishers(DeploySettings settings, AwsClients clients) {
        List<Publisher> publishers = new ArrayList<>(List.of(
                new EventBridgePublisher(clients.eventBridge(), settings.bus()),
                new TopicPublisher(clients.sns(), settings.topic())));
        switch (settings.securityHub()) {
            case OFF -> {}
            case ON -> publishers.add(SecurityHubPublisher.of(clients, settings.region()));
        }
        return publishers;
    }

    /** The installation that this process' environment describes. */
    static Installation ofEnvironment() {
        JsonLines.install(System.out);
        Installation installation =
                new Installation(DeploySettings.of(System.getenv()), new AwsClients(builder -> {}), Clock.systemUTC());
        installation.prime();
        return installation;
    }

    /** Does once, in the time for starting, what loads the classes that the first change will need. */
    private void prime() {
        clients.client(settings.region());
        clients.sqs();
        clients.dynamoDb();
        KeyState sample = new KeyState(
                Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000"),
                SAMPLE,
                List.of());
        Analysis analysis = new EmbeddedAnalyzer(settings.zone("111122223333"), Settings.DEFAULT).analyze(sample);
        new Corrections().plan(sample, analysis);
    }

    /** The name that the findings of this account are kept under. */
    String analyzerArn(String account) {
        return "arn:aws:access-analyzer:" + settings.region() + ":" + account + ":analyzer/portcullis";
    }

    KmsReader reader() {
        return new KmsReader(clients, settings.region());
    }

    FindingStore store() {
        return new DynamoDbFindingStore(clients.dynamoDb(), settings.table(), LEASE, clock);
    }

    Inspector inspector(String account) {
        return new Inspector(reader(), settings.analyzer().analyzer(settings.zone(account), clients, clock));
    }

    Planner planner() {
        return switch (settings.corrections()) {
            case OFF -> (state, analysis) -> Optional.empty();
            case PROPOSE, APPLY -> new Corrections()::plan;
        };
    }

    /** A responder that leaves corrections to others, for one invocation. */
    Responder responder(String account, Progress progress) {
        return responder(account, progress, Optional.empty());
    }

    /** A responder that corrects, for one invocation. */
    Responder correctingResponder(String account, Progress progress) {
        return responder(
                account,
                progress,
                Optional.of(new Correcting(
                        planner(),
                        new EmbeddedAnalyzer(settings.zone(account), Settings.DEFAULT),
                        new KmsCorrector(clients),
                        new DynamoDbCorrectionLog(clients.dynamoDb(), settings.table()),
                        Correcting.Limits.DEFAULT,
                        clock)));
    }

    /** All that a responder remembers is about work under way, and an invocation ends with none. */
    private Responder responder(String account, Progress progress, Optional<Correcting> correcting) {
        return new Responder(
                new Responder.Parts(
                        analyzerArn(account),
                        inspector(account),
                        store(),
                        planner(),
                        publishers,
                        new QueueScheduler(clients.sqs(), settings.changeQueue()),
                        progress,
                        clock),
                correcting,
                ResponseSettings.DEFAULT);
    }
}
