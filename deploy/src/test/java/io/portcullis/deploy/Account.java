package io.portcullis.deploy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Settings;
import io.portcullis.api.AccessAnalyzerApi;
import io.portcullis.api.ApiParts;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.KmsReader;
import io.portcullis.aws.dynamodb.LocalTable;
import io.portcullis.local.LocalAccount;
import io.portcullis.local.LocalSettings;
import io.portcullis.local.events.EventsSettings;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.local.sns.SnsSettings;
import io.portcullis.response.InMemoryFindingStore;
import io.portcullis.response.change.ChangeReader;
import io.portcullis.wire.Service;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A local account and table, wired as template.yaml wires them; this class does what Lambda's pollers do. */
final class Account implements AutoCloseable {

    static final String ID = "111122223333";
    static final String REGION = "us-east-1";
    static final String OPEN = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Owner","Effect":"Allow",\
            "Principal":{"AWS":["arn:aws:iam::111122223333:root","*"]},"Action":"kms:*","Resource":"*"}]}""";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final List<MailMessage> mails = new CopyOnWriteArrayList<>();
    final LocalTable table = LocalTable.open();
    final AwsClients clients;
    final KmsClient kms;
    final SqsClient sqs;
    final SecurityHubClient securityHub;
    final String topic;
    final String changes;
    final String sweeps;
    final String corrections;
    /** What Access Analyzer takes for the state of a key that it looks at, when it is behind the times. */
    volatile UnaryOperator<ResourceState> managedSees = UnaryOperator.identity();

    private final LocalAccount account;
    private final AccessAnalyzerApi accessAnalyzer;
    private final WireServer server;
    private final JsonMapper json = new JsonMapper();

    Account() {
        this(Clock.systemUTC());
    }

    /** An account that goes by this clock. */
    Account(Clock clock) {
        account = new LocalAccount(new LocalSettings(
                clock,
                Duration.ZERO,
                mails::add,
                new SnsSettings(true, SnsSettings.DEFAULT.retries()),
                EventsSettings.DEFAULT,
                Optional.empty()));
        accessAnalyzer = new AccessAnalyzerApi(new ApiParts(
                new InMemoryFindingStore(),
                (owner, region) -> new KmsReader(clients(), region),
                zone -> {
                    EmbeddedAnalyzer analyzer = new EmbeddedAnalyzer(zone, Settings.DEFAULT);
                    return state -> analyzer.analyze(managedSees.apply(state));
                },
                Optional.empty(),
                ApiParts.FindingEvents.NONE,
                clock));
        List<Service> services = new ArrayList<>(account.services());
        services.add(accessAnalyzer.service());
        server = WireServer.start(WireSettings.loopback(0), services);
        clients = clients(server.endpoint(), table.endpoint());
        kms = clients.client(REGION);
        sqs = clients.sqs();
        securityHub = clients.securityHub(REGION);
        topic = clients.sns().createTopic(request -> request.name("findings")).topicArn();
        clients.sns()
                .subscribe(request -> request.topicArn(topic).protocol("email").endpoint("security@example.com"));
        clients.eventBridge().createEventBus(request -> request.name("portcullis"));
        changes = queue("changes");
        sweeps = queue("sweeps");
        corrections = queue("corrections");
        route("default", new ChangeReader().eventPattern(), "changes");
        route(
                "portcullis",
                "{\"source\":[\"access-analyzer-kms-function\"],\"detail\":{\"Findings\":{\"status\":[\"ACTIVE\"]}}}",
                "corrections");
    }

    private AwsClients clients() {
        return clients;
    }

    private static AwsClients clients(String endpoint, URI table) {
        return new AwsClients(builder -> builder.endpointOverride(
                        builder instanceof DynamoDbClientBuilder ? table : URI.create(endpoint))
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, "secret"))));
    }

    /** The environment of a function of this account. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "AWS_REGION", REGION,
                "PORTCULLIS_TABLE", LocalTable.NAME,
                "PORTCULLIS_BUS", "portcullis",
                "PORTCULLIS_TOPIC", topic,
                "PORTCULLIS_CHANGE_QUEUE", changes,
                "PORTCULLIS_SWEEP_QUEUE", sweeps,
                "PORTCULLIS_CORRECTIONS", "apply"));
        environment.putAll(Map.of(
                "AWS_ACCESS_KEY_ID",
                ID,
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_ENDPOINT_URL",
                server.endpoint(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                table.endpoint().toString()));
        return environment;
    }

    /** A key with the policy that KMS gives it. */
    String key() {
        return kms.createKey().keyMetadata().arn();
    }

    void put(String key, String policy) {
        kms.putKeyPolicy(request -> request.keyId(key).policy(policy));
    }

    String policy(String key) {
        return kms.getKeyPolicy(request -> request.keyId(key)).policy();
    }

    /** Waits for at least one message, and takes all that are visible. */
    List<Message> take(String queue) {
        List<Message> taken = new ArrayList<>(sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds((int) PATIENCE.toSeconds()))
                .messages());
        taken.addAll(takeNow(queue));
        return taken;
    }

    /** Takes all that are visible. */
    List<Message> takeNow(String queue) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    /** Gives messages back that were taken: they come again at once. */
    void giveBack(String queue, List<Message> messages) {
        messages.forEach(message -> sqs.changeMessageVisibility(request ->
                request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0)));
    }

    /** Takes one message and no more, which does not come again; waits a second for it. */
    Optional<String> takeOne(String queue) {
        return takeOne(queue, 1);
    }

    /** Takes one message and no more, which does not come again, if there is one. */
    Optional<String> takeOneNow(String queue) {
        return takeOne(queue, 0);
    }

    private Optional<String> takeOne(String queue, int seconds) {
        List<Message> one = sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(1).waitTimeSeconds(seconds))
                .messages();
        one.forEach(message ->
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return one.stream().map(Message::body).findFirst();
    }

    /** How many messages a queue keeps back for later. */
    int delayed(String queue) {
        return Integer.parseInt(sqs.getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    /** Messages as Lambda hands them to a function. */
    String event(List<Message> messages) {
        return event(messages, Message::messageId, Message::body);
    }

    /** Bodies as Lambda hands them to a function; their ids count from 0. */
    String eventOf(String... bodies) {
        List<String> all = List.of(bodies);
        return event(all, body -> Integer.toString(all.indexOf(body)), body -> body);
    }

    private <T> String event(List<T> messages, Function<T, String> id, Function<T, String> body) {
        ObjectNode event = json.createObjectNode();
        ArrayNode entries = event.putArray("Records");
        for (T message : messages) {
            entries.addObject()
                    .put("messageId", id.apply(message))
                    .put("receiptHandle", "handle")
                    .put("body", body.apply(message))
                    .put("eventSource", "aws:sqs")
                    .put("awsRegion", REGION);
        }
        return event.toString();
    }

    /** A queue that gets all events about findings. */
    String told() {
        String url = queue("told");
        route("portcullis", "{\"source\":[\"access-analyzer-kms-function\"]}", "told");
        return url;
    }

    private String queue(String name) {
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"StringEquals":{"aws:SourceAccount":"%s"}}}]}""".formatted(arn(name), ID);
        return sqs.createQueue(request -> request.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, policy)))
                .queueUrl();
    }

    private void route(String bus, String pattern, String queue) {
        clients.eventBridge()
                .putRule(rule -> rule.name("to-" + queue).eventBusName(bus).eventPattern(pattern));
        clients.eventBridge()
                .putTargets(targets -> targets.rule("to-" + queue)
                        .eventBusName(bus)
                        .targets(Target.builder().id("queue").arn(arn(queue)).build()));
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:" + REGION + ":" + ID + ":" + queue;
    }

    @Override
    public void close() {
        accessAnalyzer.close();
        clients.close();
        server.close();
        account.close();
        table.close();
    }
}
