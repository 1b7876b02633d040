package io.portcullis.deploy;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Corrections;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.aws.AccountResponse;
import io.portcullis.aws.Arns;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.EventBridgePublisher;
import io.portcullis.aws.QueueScheduler;
import io.portcullis.aws.QueuedSweep;
import io.portcullis.aws.SecurityHubPublisher;
import io.portcullis.aws.TopicPublisher;
import io.portcullis.aws.dynamodb.DynamoDbCorrectionLog;
import io.portcullis.aws.dynamodb.DynamoDbDossiers;
import io.portcullis.response.DurableFindingStore;
import io.portcullis.response.FindingStore;
import io.portcullis.response.Progress;
import io.portcullis.response.Publisher;
import io.portcullis.response.Responder;
import io.portcullis.response.message.FindingMail;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
                new TopicPublisher(clients.sns(), settings.topic(), new FindingMail())));
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
        return Arns.analyzer(settings.region(), account);
    }

    FindingStore store() {
        return new DurableFindingStore(new DynamoDbDossiers(clients.dynamoDb(), settings.table()), LEASE, clock);
    }

    /** The response to changes of this account. */
    AccountResponse response(String account) {
        return new AccountResponse(
                analyzerArn(account),
                settings.region(),
                settings.zone(account),
                settings.analyzer(),
                settings.corrections(),
                clients,
                store(),
                publishers,
                clock);
    }

    /** Has everything of this account looked at by the change function. */
    QueuedSweep sweep(String account) {
        AccountResponse response = response(account);
        return new QueuedSweep(
                response.reader(),
                response.store(),
                response.analyzerArn(),
                clients.sqs(),
                settings.changeQueue(),
                clock);
    }

    /**
     * A responder that leaves corrections to others, for one invocation: all that a responder remembers is about work under
     * way, and an invocation ends with none.
     */
    Responder responder(String account, Progress progress) {
        return response(account).responder(scheduler(), progress);
    }

    /** A responder that corrects, for one invocation. */
    Responder correctingResponder(String account, Progress progress) {
        return response(account)
                .correcting(new DynamoDbCorrectionLog(clients.dynamoDb(), settings.table()), scheduler(), progress);
    }

    /** A notice that was not delivered makes its message come again: nothing else is done later. */
    private QueueScheduler scheduler() {
        return new QueueScheduler(clients.sqs(), settings.changeQueue(), (delay, task) -> {});
    }
}
