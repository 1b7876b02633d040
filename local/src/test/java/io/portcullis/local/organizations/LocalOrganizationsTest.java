package io.portcullis.local.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

class LocalOrganizationsTest {

    private static final String MANAGEMENT = "111111111111";
    private static final String SUSPENDED = "222222222222";

    private static final Organization ORGANIZATION = new Organization(
            "o-a1b2c3d4e5",
            MANAGEMENT,
            Stream.concat(
                            Stream.of(
                                    Organization.Member.active(MANAGEMENT),
                                    new Organization.Member(SUSPENDED, "Old", AccountState.SUSPENDED)),
                            IntStream.range(0, 40)
                                    .mapToObj(number ->
                                            Organization.Member.active(String.valueOf(300_000_000_000L + number))))
                    .toList());

    private static void as(String account, Consumer<OrganizationsClient> test) {
        try (WireServer server = WireServer.start(
                        WireSettings.loopback(0),
                        List.of(new LocalOrganizations(Optional.of(ORGANIZATION)).service()));
                OrganizationsClient client = OrganizationsClient.builder()
                        .endpointOverride(URI.create(server.endpoint()))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            test.accept(client);
        }
    }

    @Test
    void listsAllAccountsTwentyAPage() {
        as(MANAGEMENT, client -> {
            List<Integer> pages = new ArrayList<>();
            List<Account> accounts = new ArrayList<>();
            for (ListAccountsResponse page : client.listAccountsPaginator(request -> {})) {
                pages.add(page.accounts().size());
                accounts.addAll(page.accounts());
            }
            assertThat(pages).containsExactly(20, 20, 2);
            assertThat(accounts).extracting(Account::id).doesNotHaveDuplicates().hasSize(42);
            assertThat(accounts)
                    .filteredOn(account -> account.state() == AccountState.SUSPENDED)
                    .extracting(Account::id)
                    .containsExactly(SUSPENDED);
        });
    }

    @Test
    void everyMemberMayDescribeItAndTheManagementAccountAloneMayListIt() {
        as(SUSPENDED, client -> {
            assertThat(client.describeOrganization(request -> {}).organization().id())
                    .isEqualTo("o-a1b2c3d4e5");
            assertThatThrownBy(() -> client.listAccounts(request -> {})).isInstanceOf(AccessDeniedException.class);
        });
    }

    @Test
    void accountsOfNoOrganizationAreToldSo() {
        as(
                "999999999999",
                client -> assertThatThrownBy(() -> client.describeOrganization(request -> {}))
                        .isInstanceOf(AwsOrganizationsNotInUseException.class));
    }

    @Test
    void refusesPagesOfMoreThanTwentyAndForeignTokens() {
        as(MANAGEMENT, client -> {
            assertThatThrownBy(() -> client.listAccounts(request -> request.maxResults(21)))
                    .isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> client.listAccounts(request -> request.nextToken("x")))
                    .isInstanceOf(InvalidInputException.class);
        });
    }

    @Test
    void theManagementAccountIsAMember() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Organization("o-a1b2c3d4e5", MANAGEMENT, List.of()))
                .withMessageContaining(MANAGEMENT);
    }
}
