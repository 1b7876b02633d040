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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/** A local account with trails and functions, behind a real socket, some of whose calls may be denied. */
final class DoctoredAccount implements AutoCloseable {

    static final String ACCOUNT = "111122223333";

    /** The trails that there are. */
    final List<Trail> trails = new CopyOnWriteArrayList<>();

    /** The Regions in which a trail's selectors were asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** The event source mappings that there are. */
    final List<EventSourceMappingConfiguration> mappings = new CopyOnWriteArrayList<>();

    /** The reserved concurrency of functions, by their ARN; those that are not in here are none. */
    final Map<String, Optional<Integer>> functions = new ConcurrentHashMap<>();

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
        services.add(new Service(
                "lambda",
                new Protocol.RestJson(),
                List.of(
                        Operation.rest(
                                "ListEventSourceMappings",
                                "GET",
                                "/2015-03-31/event-source-mappings",
                                ListEventSourceMappingsRequest::builder,
                                this::mappings),
                        Operation.rest(
                                "GetFunctionConfiguration",
                                "GET",
                                "/2015-03-31/functions/{FunctionName}/configuration",
                                GetFunctionConfigurationRequest::builder,
                                this::configuration),
                        Operation.rest(
                                "GetFunctionConcurrency",
                                "GET",
                                "/2019-09-30/functions/{FunctionName}/concurrency",
                                GetFunctionConcurrencyRequest::builder,
                                this::concurrency))));
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

    /** Has a function take from a queue. */
    void taking(String function, String queue, String state) {
        functions.put(function, Optional.empty());
        mappings.add(EventSourceMappingConfiguration.builder()
                .uuid("14e0db71-5d35-4eb5-b481-8945cf9d10c2")
                .functionArn(function)
                .eventSourceArn(queue)
                .state(state)
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
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
                        false,
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

    /** One a page, so that who reads the first page alone misses the others. */
    private ListEventSourceMappingsResponse mappings(Caller caller, ListEventSourceMappingsRequest request) {
        List<EventSourceMappingConfiguration> all = mappings.stream()
                .filter(mapping -> mapping.eventSourceArn().equals(request.eventSourceArn()))
                .toList();
        int next = Integer.parseInt(Optional.ofNullable(request.marker()).orElse("0")) + 1;
        return ListEventSourceMappingsResponse.builder()
                .eventSourceMappings(all.stream().skip(next - 1).limit(1).toList())
                .nextMarker(next < all.size() ? String.valueOf(next) : null)
                .build();
    }

    private GetFunctionConfigurationResponse configuration(Caller caller, GetFunctionConfigurationRequest request) {
        reserved(request.functionName());
        return GetFunctionConfigurationResponse.builder().state("Active").build();
    }

    private GetFunctionConcurrencyResponse concurrency(Caller caller, GetFunctionConcurrencyRequest request) {
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(reserved(request.functionName()).orElse(null))
                .build();
    }

    private Optional<Integer> reserved(String function) {
        return Optional.ofNullable(functions.get(function))
                .orElseThrow(() -> new ServiceFault("ResourceNotFoundException", 404, "Function not found"));
    }
}
