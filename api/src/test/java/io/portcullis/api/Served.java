package io.portcullis.api;

import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.InMemoryFindingStore;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResource;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/** The API on a socket, over the keys of the test and our own engine. */
final class Served implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";

    final Keys keys = new Keys();
    final List<String> events = new CopyOnWriteArrayList<>();
    final AccessAnalyzerApi api;
    final WireServer server;
    final AccessAnalyzerClient client;
    private final List<AccessAnalyzerClient> clients = new ArrayList<>();

    Served() {
        this(Optional.empty());
    }

    Served(Optional<ZoneOfTrust.Organization> organization) {
        this(organization, Clock.systemUTC(), Pace.PROMPT);
    }

    Served(Optional<ZoneOfTrust.Organization> organization, Clock clock, Pace pace) {
        api = new AccessAnalyzerApi(new ApiParts(
                new InMemoryFindingStore(),
                keys,
                zone -> new EmbeddedAnalyzer(zone, Settings.DEFAULT),
                organization,
                (account, region, event) -> events.add(event),
                clock,
                pace));
        server = WireServer.start(WireSettings.loopback(0), List.of(api.service()));
        client = client(ACCOUNT, REGION);
    }

    AccessAnalyzerClient client(String account, String region) {
        AccessAnalyzerClient made = AccessAnalyzerClient.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        clients.add(made);
        return made;
    }

    String createAnalyzer() {
        return client.createAnalyzer(request -> request.analyzerName("main").type(Type.ACCOUNT))
                .arn();
    }

    /** Scans a resource and waits until the scan shows. */
    AnalyzedResource scan(String analyzer, Resource resource) {
        Optional<Instant> before = analyzed(analyzer, resource).map(AnalyzedResource::analyzedAt);
        client.startResourceScan(request -> request.analyzerArn(analyzer).resourceArn(resource.arn()));
        await(() -> analyzed(analyzer, resource)
                .filter(now -> before.map(now.analyzedAt()::isAfter).orElse(true))
                .isPresent());
        return analyzed(analyzer, resource).orElseThrow();
    }

    Optional<AnalyzedResource> analyzed(String analyzer, Resource resource) {
        try {
            return Optional.of(client.getAnalyzedResource(
                            request -> request.analyzerArn(analyzer).resourceArn(resource.arn()))
                    .resource());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited 20 seconds for what did not come");
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Override
    public void close() {
        clients.forEach(AccessAnalyzerClient::close);
        server.close();
        api.close();
    }
}
