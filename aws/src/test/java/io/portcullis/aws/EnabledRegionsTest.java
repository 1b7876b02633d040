package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.account.model.ListRegionsRequest;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/** Asks for Regions over a real socket. */
class EnabledRegionsTest {

    @Test
    void takesAllPagesAndLeavesOutJustWhatIsSurelyDisabled() {
        Attempt<List<String>> regions =
                regions(request -> Optional.ofNullable(request.nextToken()).isEmpty()
                        ? ListRegionsResponse.builder()
                                .regions(
                                        region("us-east-1", RegionOptStatus.ENABLED_BY_DEFAULT),
                                        region("me-south-1", RegionOptStatus.DISABLED),
                                        region("eu-south-1", RegionOptStatus.ENABLING))
                                .nextToken("more")
                                .build()
                        : ListRegionsResponse.builder()
                                .regions(
                                        region("af-south-1", RegionOptStatus.ENABLED),
                                        region("ap-east-1", RegionOptStatus.DISABLING))
                                .build());

        assertThat(regions)
                .isEqualTo(new Attempt.Given<>(List.of("af-south-1", "ap-east-1", "eu-south-1", "us-east-1")));
    }

    @Test
    void namesThePermissionThatIsMissing() {
        Attempt<List<String>> regions = regions(request -> {
            throw new ServiceFault("AccessDeniedException", 403, "not for you");
        });

        assertThat(regions)
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.reason()).contains("Allow account:ListRegions"));
    }

    private static Region region(String name, RegionOptStatus status) {
        return Region.builder().regionName(name).regionOptStatus(status).build();
    }

    private static Attempt<List<String>> regions(Function<ListRegionsRequest, ListRegionsResponse> answer) {
        Service service = new Service(
                "account",
                new Protocol.RestJson(),
                List.of(Operation.<ListRegionsRequest, ListRegionsResponse>rest(
                        "ListRegions",
                        "POST",
                        "/listRegions",
                        ListRegionsRequest::builder,
                        (caller, request) -> answer.apply(request))));
        try (WireServer server = WireServer.start(WireSettings.loopback(0), List.of(service));
                AwsClients clients = new AwsClients(builder -> builder.endpointOverride(URI.create(server.endpoint()))
                        .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("111111111111", "any"))))) {
            return EnabledRegions.of(clients.accountManagement());
        }
    }
}
