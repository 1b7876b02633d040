package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.local.organizations.LocalOrganizations;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/** Reads organizations over a real socket. */
class OrganizationTest {

    private static final String MANAGEMENT = "111111111111";
    private static final String MEMBER = "222222222222";

    @Test
    void readsAllPagesInTheOrderOfTheAccounts() {
        List<io.portcullis.local.organizations.Organization.Member> members = IntStream.range(0, 45)
                .mapToObj(number -> 199_999_999_999L - number)
                .map(number -> io.portcullis.local.organizations.Organization.Member.active(String.valueOf(number)))
                .toList();
        Attempt<Organization> read = read(local("199999999999", members), "199999999999");

        assertThat(read).isInstanceOfSatisfying(Attempt.Given.class, given -> {
            Organization organization = (Organization) given.value();
            assertThat(organization.id()).isEqualTo("o-a1b2c3d4e5");
            assertThat(organization.members())
                    .hasSize(45)
                    .isSortedAccordingTo((one, two) -> one.account().compareTo(two.account()));
        });
    }

    @Test
    void allMembersAreTrustedAlsoThoseOutOfUse() {
        Attempt<Organization> read = read(
                local(
                        MANAGEMENT,
                        List.of(
                                io.portcullis.local.organizations.Organization.Member.active(MANAGEMENT),
                                new io.portcullis.local.organizations.Organization.Member(
                                        MEMBER, "Old", AccountState.CLOSED))),
                MANAGEMENT);

        assertThat(read).isInstanceOfSatisfying(Attempt.Given.class, given -> {
            Organization organization = (Organization) given.value();
            assertThat(organization.zone())
                    .isEqualTo(new ZoneOfTrust.Organization("o-a1b2c3d4e5", Set.of(MANAGEMENT, MEMBER)));
            assertThat(organization.members())
                    .filteredOn(Organization.Member::isOutOfUse)
                    .containsExactly(new Organization.Member(MEMBER, "Old", "CLOSED"));
        });
    }

    /** Older partitions may tell the status alone, and an account of which neither is told is scanned, not skipped. */
    @Test
    void goesByTheStatusWhereThereIsNoState() {
        Service old = new Service(
                "organizations",
                new Protocol.Json("1.1", "AWSOrganizationsV20161128"),
                List.of(
                        Operation.<DescribeOrganizationRequest, DescribeOrganizationResponse>named(
                                "DescribeOrganization",
                                DescribeOrganizationRequest::builder,
                                (caller, request) -> DescribeOrganizationResponse.builder()
                                        .organization(some -> some.id("o-a1b2c3d4e5"))
                                        .build()),
                        Operation.<ListAccountsRequest, ListAccountsResponse>named(
                                "ListAccounts",
                                ListAccountsRequest::builder,
                                (caller, request) -> ListAccountsResponse.builder()
                                        .accounts(
                                                Account.builder()
                                                        .id(MANAGEMENT)
                                                        .status("ACTIVE")
                                                        .build(),
                                                Account.builder()
                                                        .id(MEMBER)
                                                        .status("SUSPENDED")
                                                        .build(),
                                                Account.builder()
                                                        .id("333333333333")
                                                        .build())
                                        .build())));

        assertThat(read(old, MANAGEMENT))
                .isInstanceOfSatisfying(
                        Attempt.Given.class,
                        given -> assertThat(((Organization) given.value()).members())
                                .filteredOn(Organization.Member::isOutOfUse)
                                .extracting(Organization.Member::account)
                                .containsExactly(MEMBER));
    }

    @Test
    void saysWhichPermissionIsMissingAndWhere() {
        Service local = local(
                MANAGEMENT,
                Stream.of(MANAGEMENT, MEMBER)
                        .map(io.portcullis.local.organizations.Organization.Member::active)
                        .toList());

        assertThat(read(local, MEMBER))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("organizations:ListAccounts failed", "management account"));
        assertThat(read(local, "999999999999"))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.reason()).contains("in no organization"));
    }

    private static Service local(
            String management, List<io.portcullis.local.organizations.Organization.Member> members) {
        return new LocalOrganizations(Optional.of(
                        new io.portcullis.local.organizations.Organization("o-a1b2c3d4e5", management, members)))
                .service();
    }

    private static Attempt<Organization> read(Service service, String caller) {
        try (WireServer server = WireServer.start(WireSettings.loopback(0), List.of(service));
                AwsClients clients = new AwsClients(builder -> builder.endpointOverride(URI.create(server.endpoint()))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "any"))))) {
            return Organization.read(clients.organizations());
        }
    }
}
