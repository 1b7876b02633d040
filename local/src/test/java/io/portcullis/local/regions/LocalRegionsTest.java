package io.portcullis.local.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

class LocalRegionsTest {

    @Test
    void listsTheRegionsPageByPageAndTheirState() {
        try (WireServer server = WireServer.start(WireSettings.loopback(0), List.of(new LocalRegions().service()));
                AccountClient client = AccountClient.builder()
                        .endpointOverride(URI.create(server.endpoint()))
                        .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("111111111111", "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            List<Region> all = client.listRegionsPaginator(request -> request.maxResults(5)).regions().stream()
                    .toList();

            assertThat(all).hasSize(21).doesNotHaveDuplicates();
            assertThat(all)
                    .filteredOn(region -> region.regionOptStatus() == RegionOptStatus.DISABLED)
                    .extracting(Region::regionName)
                    .contains("eu-south-1")
                    .doesNotContain("us-east-1");
            assertThat(client.listRegions(
                                    request -> request.regionOptStatusContains(RegionOptStatus.ENABLED_BY_DEFAULT))
                            .regions())
                    .hasSize(17);
        }
    }
}
