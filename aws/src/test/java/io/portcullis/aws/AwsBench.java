package io.portcullis.aws;

import io.portcullis.analyzer.Corrections;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.local.LocalAccount;
import io.portcullis.local.LocalSettings;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.local.sns.SnsSettings;
import io.portcullis.response.Change;
import io.portcullis.response.Correcting;
import io.portcullis.response.CorrectionLog;
import io.portcullis.response.InMemoryCorrectionLog;
import io.portcullis.response.InMemoryFindingStore;
import io.portcullis.response.Inspector;
import io.portcullis.response.Notice;
import io.portcullis.response.Planner;
import io.portcullis.response.Progress;
import io.portcullis.response.Publisher;
import io.portcullis.response.Responder;
import io.portcullis.response.ResponseSettings;
import io.portcullis.response.Scheduler;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** A local account behind a real socket, whose operations a test can make fail, and the SDK's clients for it. */
final class AwsBench implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "us-east-1";
    static final String ANALYZER = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/test";
    static final String PUBLIC = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "Enable IAM User Permissions",
                  "Effect": "Allow",
                  "Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]},
                  "Action": "kms:*",
                  "Resource": "*"
                }
              ]
            }
            """;

    /** What happens in place of an operation; the service answers when it is asked to. */
    @FunctionalInterface
    interface Interruption {
        SdkPojo answer(SdkPojo request, UnaryOperator<SdkPojo> service);
    }

    final Map<String, Interruption> interruptions = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<MailMessage> mails = new LinkedBlockingQueue<>();
    final InMemoryFindingStore store = new InMemoryFindingStore();
    final CorrectionLog log = new InMemoryCorrectionLog();
    final AwsClients clients;
    final KmsClient kms;
    private final LocalAccount account;
    private final WireServer server;

    AwsBench() {
        this(clients -> List.of());
    }

    /**
     * A local account and more services on the same socket.
     *
     * @param more makes them; the clients are there when they are first called
     */
    AwsBench(Function<Supplier<AwsClients>, List<Service>> more) {
        account = new LocalAccount(
                LocalSettings.of(mails::add).withSns(new SnsSettings(true, SnsSettings.DEFAULT.retries())));
        server = WireServer.start(
                WireSettings.loopback(0),
                Stream.concat(account.services().stream(), more.apply(this::clients).stream())
                        .map(this::interruptible)
                        .toList());
        clients = new AwsClients(builder -> builder.endpointOverride(URI.create(server.endpoint()))
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "secret"))));
        kms = clients.client(REGION);
    }

    private AwsClients clients() {
        return clients;
    }

    /** Makes an operation fail that many times. */
    void refuse(String operation, String code, int times) {
        AtomicInteger left = new AtomicInteger(times);
        interruptions.put(operation, (request, service) -> {
            if (left.getAndDecrement() > 0) {
                throw new ServiceFault(code, 400, "no " + operation + " today");
            }
            return service.apply(request);
        });
    }

    Resource key() {
        return Resource.kmsKey(kms.createKey(request -> request.description("for tests"))
                .keyMetadata()
                .arn());
    }

    Resource key(String policy) {
        Resource key = key();
        put(key, policy);
        return key;
    }

    void put(Resource key, String policy) {
        kms.putKeyPolicy(
                request -> request.keyId(key.arn()).policyName("default").policy(policy));
    }

    String grant(Resource key, String grantee) {
        return kms.createGrant(request ->
                        request.keyId(key.arn()).granteePrincipal(grantee).operationsWithStrings("Decrypt"))
                .grantId();
    }

    String policy(Resource key) {
        return kms.getKeyPolicy(request -> request.keyId(key.arn()).policyName("default"))
                .policy();
    }

    /** A responder over this account with the exact engine. */
    Responder responder(boolean correct, Scheduler scheduler, List<Publisher> publishers) {
        EmbeddedAnalyzer analyzer = new EmbeddedAnalyzer(new ZoneOfTrust.Account(ACCOUNT), Settings.DEFAULT);
        Planner planner = new Corrections()::plan;
        Clock clock = Clock.systemUTC();
        return new Responder(
                new Responder.Parts(
                        ANALYZER,
                        new Inspector(new KmsReader(clients, REGION), analyzer),
                        store,
                        planner,
                        publishers,
                        scheduler,
                        Progress.silent(),
                        clock),
                correct
                        ? Optional.of(new Correcting(
                                planner, analyzer, new KmsCorrector(clients), log, Correcting.Limits.DEFAULT, clock))
                        : Optional.empty(),
                ResponseSettings.DEFAULT);
    }

    /** The notice that a public key gives. */
    Notice notice(Resource key) {
        List<Notice> notices = new ArrayList<>();
        Publisher keeping = notice -> {
            notices.add(notice);
            return List.of();
        };
        responder(false, (delay, task) -> {}, List.of(keeping)).handle(change(key));
        return notices.getFirst();
    }

    static Change change(Resource key) {
        return new Change(
                "event",
                List.of(key),
                "PutKeyPolicy",
                "arn:aws:iam::111122223333:user/alice",
                Clock.systemUTC().instant());
    }

    @Override
    public void close() {
        clients.close();
        server.close();
        account.close();
    }

    private Service interruptible(Service service) {
        return new Service(
                service.signingName(),
                service.protocol(),
                service.operations().stream()
                        .<Operation<?, ?>>map(this::interruptible)
                        .toList());
    }

    @SuppressWarnings("unchecked") // A request and an answer of the operation's own classes go in and out.
    private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> interruptible(Operation<I, O> operation) {
        return new Operation<>(
                operation.name(),
                operation.binding(),
                operation.request(),
                (caller, request) -> {
                    calls.add(operation.name());
                    Interruption interruption = interruptions.get(operation.name());
                    return interruption == null
                            ? operation.handler().apply(caller, request)
                            : (O) interruption.answer(
                                    request, changed -> operation.handler().apply(caller, (I) changed));
                },
                operation.takesUnsigned());
    }
}
