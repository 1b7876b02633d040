package io.portcullis.local;

import io.portcullis.local.delivery.Retries;
import io.portcullis.local.events.Events;
import io.portcullis.local.events.EventsSettings;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.local.sns.Sns;
import io.portcullis.local.sns.SnsSettings;
import io.portcullis.local.sqs.Sqs;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** EventBridge, SNS and SQS on a real socket, with the SDK's own clients. */
public final class Messaging implements AutoCloseable {

    public static final String ACCOUNT = "111122223333";
    public static final String STRANGER = "999988887777";
    public static final Region REGION = Region.EU_CENTRAL_1;
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final BlockingQueue<MailMessage> mails = new LinkedBlockingQueue<>();
    private final Sqs sqs = new Sqs(Clock.systemUTC());
    private final Sns sns;
    private final Events events;
    private final WireServer server;

    private Messaging(EventsSettings eventsSettings, SnsSettings snsSettings) {
        this.sns = new Sns(snsSettings, mails::add, sqs, Clock.systemUTC());
        this.events = new Events(eventsSettings, sns, sqs, Clock.systemUTC());
        this.server =
                WireServer.start(WireSettings.loopback(0), List.of(sqs.service(), sns.service(), events.service()));
    }

    /** Starts with AWS's rules and short waits between attempts. */
    public static Messaging start() {
        Retries quick = new Retries(3, Duration.ofMillis(5));
        return start(new EventsSettings(262_144, quick, Duration.ofMillis(20)), new SnsSettings(false, quick));
    }

    public static Messaging start(EventsSettings eventsSettings, SnsSettings snsSettings) {
        return new Messaging(eventsSettings, snsSettings);
    }

    public String endpoint() {
        return server.endpoint();
    }

    public Events eventsService() {
        return events;
    }

    public Sns snsService() {
        return sns;
    }

    public SqsClient sqs(String account) {
        return configured(SqsClient.builder().httpClient(http), account).build();
    }

    public SnsClient sns(String account) {
        return configured(SnsClient.builder().httpClient(http), account).build();
    }

    public EventBridgeClient events(String account) {
        return configured(EventBridgeClient.builder().httpClient(http), account).build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String account) {
        return builder.endpointOverride(URI.create(server.endpoint()))
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")));
    }

    /** The next e-mail, waited for. */
    public MailMessage nextMail() throws InterruptedException {
        MailMessage mail = mails.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (mail == null) {
            throw new AssertionError("no mail within " + PATIENCE);
        }
        return mail;
    }

    /** How many e-mails wait to be read. */
    public int unreadMails() {
        return mails.size();
    }

    /** Makes a queue that lets everybody send, and returns its URL. */
    public String openQueue(String name) {
        SqsClient client = sqs(ACCOUNT);
        String url = client.createQueue(request -> request.queueName(name)).queueUrl();
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage",\
                "Resource":"%s"}]}""".formatted(queueArn(name));
        client.setQueueAttributes(
                request -> request.queueUrl(url).attributesWithStrings(java.util.Map.of("Policy", policy)));
        return url;
    }

    public static String queueArn(String name) {
        return "arn:aws:sqs:" + REGION.id() + ":" + ACCOUNT + ":" + name;
    }

    /** The next message of a queue, waited for and deleted. */
    public Message nextMessage(String queueUrl) {
        SqsClient client = sqs(ACCOUNT);
        List<Message> messages = client.receiveMessage(request -> request.queueUrl(queueUrl)
                        .waitTimeSeconds((int) PATIENCE.toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        if (messages.isEmpty()) {
            throw new AssertionError("no message within " + PATIENCE + " in " + queueUrl);
        }
        client.deleteMessage(request ->
                request.queueUrl(queueUrl).receiptHandle(messages.getFirst().receiptHandle()));
        return messages.getFirst();
    }

    /** How many messages a queue holds, ready or not. */
    public int depth(String queueUrl) {
        var attributes = sqs(ACCOUNT)
                .getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
        return Integer.parseInt(attributes.get("ApproximateNumberOfMessages"))
                + Integer.parseInt(attributes.get("ApproximateNumberOfMessagesNotVisible"))
                + Integer.parseInt(attributes.get("ApproximateNumberOfMessagesDelayed"));
    }

    @Override
    public void close() {
        server.close();
        events.close();
        sns.close();
        sqs.close();
        http.close();
    }
}
