package io.portcullis.local.regions;

import io.portcullis.local.paging.Page;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.account.model.ListRegionsRequest;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/**
 * Says which Regions an account may use: here, for every account, those that AWS enables by default; of those to be opted
 * into some are named and none is enabled. The other services are there in every Region all the same. Immutable.
 */
public final class LocalRegions {

    private static final int PAGE = 50;

    /** Source: Account Management reference guide, "Enable or disable AWS Regions in your account". */
    private static final Set<String> BY_DEFAULT = Set.of(
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    private static final Set<String> BY_CHOICE = Set.of("af-south-1", "ap-east-1", "eu-south-1", "me-south-1");

    /** The service, for a server. */
    public Service service() {
        return new Service(
                "account",
                new Protocol.RestJson(),
                List.of(Operation.rest(
                        "ListRegions", "POST", "/listRegions", ListRegionsRequest::builder, LocalRegions::list)));
    }

    private static ListRegionsResponse list(Caller caller, ListRegionsRequest request) {
        int size = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        List<Region> asked = Stream.concat(
                        BY_DEFAULT.stream().map(name -> region(name, RegionOptStatus.ENABLED_BY_DEFAULT)),
                        BY_CHOICE.stream().map(name -> region(name, RegionOptStatus.DISABLED)))
                .filter(region -> request.regionOptStatusContains().isEmpty()
                        || request.regionOptStatusContains().contains(region.regionOptStatus()))
                .toList();
        try {
            Page<Region> page = Page.of(
                    asked, Region::regionName, Optional.ofNullable(request.nextToken()), Math.clamp(size, 1, PAGE));
            return ListRegionsResponse.builder()
                    .regions(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (IllegalArgumentException e) {
            throw ServiceFault.sender("ValidationException", String.valueOf(e.getMessage()));
        }
    }

    private static Region region(String name, RegionOptStatus status) {
        return Region.builder().regionName(name).regionOptStatus(status).build();
    }
}
