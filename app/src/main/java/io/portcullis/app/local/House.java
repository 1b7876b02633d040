package io.portcullis.app.local;

import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.api.AccessAnalyzerApi;
import io.portcullis.api.ApiParts;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.undo.UndoLine;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.KmsReader;
import io.portcullis.local.LocalAccount;
import io.portcullis.local.LocalSettings;
import io.portcullis.local.delivery.Retries;
import io.portcullis.local.organizations.Organization;
import io.portcullis.local.sns.SnsSettings;
import io.portcullis.response.FindingStore;
import io.portcullis.response.InMemoryFindingStore;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.message.FindingMail;
import io.portcullis.wire.Service;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The local account, the Access Analyzer API and the response in one process. A watch is opened for each account and Region
 * at its first call, before that call is answered. Safe for use by many threads.
 */
public final class House implements AutoCloseable {

    private final HouseSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final FindingStore store = new InMemoryFindingStore();
    private final LocalAccount account;
    private final AccessAnalyzerApi api;
    private final WireServer server;
    private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
    private final ConcurrentMap<Place, AwsClients> clients = new ConcurrentHashMap<>();
    private final ConcurrentMap<Place, Watch> watches = new ConcurrentHashMap<>();

    private final WireSettings wire;

    private House(HouseSettings settings) {
        this.settings = settings;
        this.wire = settings.wire().credentials().isEmpty() ? settings.wire() : withOwnKey(settings.wire());
        this.account = new LocalAccount(services(settings));
        this.api = new AccessAnalyzerApi(new ApiParts(
                store,
                (owner, region) -> new KmsReader(clients(new Place(owner, region)), region),
                zone -> new EmbeddedAnalyzer(zone, Settings.DEFAULT),
                settings.organization(),
                account.events()::put,
                clock));
        List<Service> services = new ArrayList<>(account.services());
        services.add(api.service());
        this.server = WireServer.start(wire, new Arrivals(this::watch).noticing(services));
        endpoint.complete(URI.create(server.endpoint()));
    }

    /**
     * Opens the house; returns when requests are answered and the default account and Region are watched.
     *
     * @throws CommandFailure naming the address if it cannot be listened on
     */
    public static House open(HouseSettings settings) {
        try {
            House house = new House(settings);
            house.clients(house.home()).sts().getCallerIdentity();
            return house;
        } catch (UncheckedIOException unable) {
            throw CommandFailure.usage(
                    Optional.ofNullable(unable.getCause())
                            .map(Throwable::getMessage)
                            .orElse(unable.toString()),
                    unable);
        }
    }

    private static LocalSettings services(HouseSettings settings) {
        LocalSettings alone =
                LocalSettings.of(settings.mail()).withSns(new SnsSettings(settings.confirmed(), Retries.DEFAULT));
        String management = settings.wire().defaultAccount();
        return settings.organization()
                .map(organization -> new Organization(
                        organization.organization(),
                        management,
                        Stream.concat(Stream.of(management), organization.accounts().stream())
                                .distinct()
                                .map(Organization.Member::active)
                                .toList()))
                .map(alone::withOrganization)
                .orElse(alone);
    }

    /** Where signatures are checked, the house needs a key of its own for the default account. */
    private static WireSettings withOwnKey(WireSettings settings) {
        Map<String, String> credentials = new HashMap<>(settings.credentials());
        credentials.putIfAbsent(settings.defaultAccount(), UUID.randomUUID().toString());
        return new WireSettings(
                settings.host(), settings.port(), settings.defaultAccount(), settings.defaultRegion(), credentials);
    }

    /** The address of every service. */
    public URI endpoint() {
        return endpoint.join();
    }

    /** The default account and Region. */
    public Place home() {
        return new Place(settings.wire().defaultAccount(), settings.wire().defaultRegion());
    }

    /** Clients that talk to this house over its socket. */
    public AwsClients clients(Place place) {
        return clients.computeIfAbsent(
                place,
                key -> new AwsClients(builder -> builder.endpointOverride(endpoint())
                        .region(Region.of(place.region()))
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                place.account(), wire.credentials().getOrDefault(place.account(), "unchecked"))))));
    }

    /** Subscribes an address to the messages written for people. */
    public void subscribe(Place place, String address) {
        SnsClient sns = clients(place).sns();
        String topic = sns.createTopic(request -> request.name(Watch.TOPIC)).topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint(address));
    }

    /** The findings of a key as kept now, resolved ones included. */
    public List<KeptFinding> findings(Resource resource) {
        return store.findings(Watch.analyzerArn(new Place(resource.account(), resource.region())), resource.arn());
    }

    private void watch(Place place) {
        Watch watch = Watch.open(place, clients(place), store, settings, mail(), clock, api::scan);
        watches.put(place, watch);
    }

    private FindingMail mail() {
        return settings.corrections()
                .map(folder -> new FindingMail(new UndoLine(folder, Optional.of(endpoint()))::of))
                .orElseGet(FindingMail::new);
    }

    /** Stops listening and drops everything. */
    @Override
    public void close() {
        watches.values().forEach(Watch::close);
        api.close();
        clients.values().forEach(AwsClients::close);
        server.close();
        account.close();
    }
}
