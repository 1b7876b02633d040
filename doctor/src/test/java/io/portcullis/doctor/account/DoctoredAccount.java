package io.portcullis.doctor.account;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.AwsClients;
import io.portcullis.doctor.ChangeEvents;
import io.portcullis.doctor.Check;
import io.portcullis.local.LocalAccount;
import io.portcullis.local.LocalSettings;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Disturbance;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** A local account with trails, behind a real socket, some of whose calls may be denied. */
final class DoctoredAccount implements AutoCloseable {

    static final String ACCOUNT = "111122223333";

    /** The trails that there are. */
    final List<Trail> trails = new CopyOnWriteArrayList<>();

    /** The Regions in which a trail's selectors were asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final AwsClients clients;
    private final LocalAccount account = new LocalAccount(LocalSettings.of(mail -> {}));
    private final WireServer server;

    /** An account in which these operations are denied. */
    DoctoredAccount(String... denied) {
        List<Service> services = new ArrayList<>(account.services());
        services.add(new Service(
                "cloudtrail",
                new Protocol.Json("1.1", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"),
                List.of(
                        Operation.named("DescribeTrails", DescribeTrailsRequest::builder, this::describe),
                        Operation.named("GetTrailStatus", GetTrailStatusRequest::builder, this::status),
                        Operation.named("GetEventSelectors", GetEventSelectorsRequest::builder, this::selectors))));
        List<Disturbance> disturbances = List.of(denied).stream()
                .map(operation ->
                        Disturbance.always(operation, new ServiceFault("AccessDeniedException", 400, "not authorized")))
                .toList();
        server = WireServer.start(
                WireSettings.loopback(0),
                services.stream()
                        .map(service -> Disturbance.disturbed(service, disturbances))
                        .toList());
        clients = new AwsClients(builder -> builder.endpointOverride(URI.create(server.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "any"))));
    }

    void trail(String homeRegion) {
        trails.add(Trail.builder()
                .trailARN("arn:aws:cloudtrail:" + homeRegion + ":" + ACCOUNT + ":trail/main")
                .homeRegion(homeRegion)
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .build());
    }

    List<Check> checks(String region, ResourceType type) {
        return new Examination(
                        clients,
                        ACCOUNT,
                        region,
                        Set.of(region),
                        ChangeEvents.of(type).orElseThrow(),
                        Optional.empty(),
                        AnalyzerChoice.EMBEDDED,
                        false)
                .checks();
    }

    @Override
    public void close() {
        clients.close();
        server.close();
        account.close();
    }

    private DescribeTrailsResponse describe(Caller caller, DescribeTrailsRequest request) {
        return DescribeTrailsResponse.builder().trailList(trails).build();
    }

    private GetTrailStatusResponse status(Caller caller, GetTrailStatusRequest request) {
        return GetTrailStatusResponse.builder().isLogging(true).build();
    }

    /** As AWS has them that were never set. */
    private GetEventSelectorsResponse selectors(Caller caller, GetEventSelectorsRequest request) {
        asked.add(caller.region());
        return GetEventSelectorsResponse.builder()
                .eventSelectors(EventSelector.builder()
                        .readWriteType("All")
                        .includeManagementEvents(true)
                        .build())
                .build();
    }
}
