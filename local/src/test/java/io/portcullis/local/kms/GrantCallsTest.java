package io.portcullis.local.kms;

import static io.portcullis.local.kms.KmsBench.ACCOUNT;
import static io.portcullis.local.kms.KmsBench.OTHER_ACCOUNT;
import static io.portcullis.local.kms.KmsBench.REGION;
import static io.portcullis.local.kms.KmsBench.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

class GrantCallsTest {

    private static final String OUTSIDER = root(OTHER_ACCOUNT);
    private static final String UNKNOWN_GRANT = "0".repeat(64);

    private final KmsBench bench = new KmsBench();
    private final String key = bench.createKey().keyId();

    @Test
    void grantIsListedWithAllThatWasAsked() {
        CreateGrantResponse made = create(grant().name("app")
                .retiringPrincipal(root(ACCOUNT))
                .constraints(constraint -> constraint.encryptionContextSubset(Map.of("Department", "IT")))
                .build());

        GrantListEntry listed = list().getFirst();
        assertThat(listed.grantId()).isEqualTo(made.grantId()).matches("[0-9a-f]{64}");
        assertThat(listed.keyId()).isEqualTo(bench.describe(key).arn());
        assertThat(listed.name()).isEqualTo("app");
        assertThat(listed.granteePrincipal()).isEqualTo(OUTSIDER);
        assertThat(listed.retiringPrincipal()).isEqualTo(root(ACCOUNT));
        assertThat(listed.issuingAccount()).isEqualTo(root(ACCOUNT));
        assertThat(listed.operations()).containsExactly(GrantOperation.DECRYPT);
        assertThat(listed.constraints().encryptionContextSubset()).containsEntry("Department", "IT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::444455556666:root",
                "arn:aws:iam::444455556666:user/path/name",
                "arn:aws:iam::444455556666:role/name",
                "arn:aws:sts::444455556666:assumed-role/name/session",
                "arn:aws:sts::444455556666:federated-user/name"
            })
    void granteesMayBeAccountsUsersRolesAndSessions(String grantee) {
        create(grant().granteePrincipal(grantee).build());

        assertThat(list().getFirst().granteePrincipal()).isEqualTo(grantee);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::444455556666:group/g", "s3.amazonaws.com", "someone"})
    void granteesOfOtherFormsAreInvalid(String grantee) {
        bench.refusal(grant().granteePrincipal(grantee).build(), "InvalidArnException")
                .hasMessage("ARN does not refer to a valid principal: " + grantee);
    }

    @Test
    void grantCannotNameEveryone() {
        bench.refusal(grant().granteePrincipal("*").build(), "ValidationException")
                .hasMessageContaining("'granteePrincipal'");
    }

    @Test
    void namedGrantMadeTwiceIsOneGrantWithTwoTokens() {
        CreateGrantResponse first = create(grant().name("same").build());
        CreateGrantResponse second = create(grant().name("same").build());

        assertThat(second.grantId()).isEqualTo(first.grantId());
        assertThat(second.grantToken()).isNotEqualTo(first.grantToken());
        assertThat(list()).hasSize(1);
    }

    @Test
    void unnamedGrantMadeTwiceIsTwoGrants() {
        create(grant().build());
        create(grant().build());

        assertThat(list()).hasSize(2);
    }

    @Test
    void grantOperationsMustFitTheKey() {
        bench.refusal(grant().operations(GrantOperation.SIGN).build(), "ValidationException")
                .hasMessageContaining("does not support the grant operations [Sign]");
    }

    @Test
    void unknownGrantOperationIsNamed() {
        bench.refusal(grant().operationsWithStrings("Eat").build(), "ValidationException")
                .hasMessageContaining("Eat");
    }

    @Test
    void encryptionContextsConstrainSymmetricKeysOnlyAndHaveEightPairs() {
        String signing = bench.createKey(CreateKeyRequest.builder()
                        .keySpec(KeySpec.RSA_2048)
                        .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                        .build())
                .keyId();
        bench.refusal(
                grant().keyId(signing)
                        .constraints(constraint -> constraint.encryptionContextEquals(Map.of("a", "b")))
                        .build(),
                "ValidationException");
        Map<String, String> nine = IntStream.range(0, 9).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        bench.refusal(
                grant().constraints(constraint -> constraint.encryptionContextEquals(nine))
                        .build(),
                "ValidationException");
    }

    @Test
    void disabledPendingDeletionAndPendingImportKeysTakeNoGrants() {
        bench.call(DisableKeyRequest.builder().keyId(key).build(), DisableKeyResponse.class);
        String arn = bench.describe(key).arn();
        bench.refusal(grant().build(), "DisabledException").hasMessage(arn + " is disabled.");

        bench.call(ScheduleKeyDeletionRequest.builder().keyId(key).build(), ScheduleKeyDeletionResponse.class);
        bench.refusal(grant().build(), "KMSInvalidStateException").hasMessage(arn + " is pending deletion.");

        String empty = bench.createKey(
                        CreateKeyRequest.builder().origin(OriginType.EXTERNAL).build())
                .keyId();
        bench.refusal(grant().keyId(empty).build(), "KMSInvalidStateException")
                .hasMessageEndingWith("is pending import.");
    }

    @Test
    void grantsAreListedAndRevokedInEveryState() {
        String id = create(grant().build()).grantId();
        bench.call(ScheduleKeyDeletionRequest.builder().keyId(key).build(), ScheduleKeyDeletionResponse.class);

        assertThat(list()).hasSize(1);
        revoke(id);
        assertThat(list()).isEmpty();
    }

    @Test
    void listingIsFilteredByGrantAndByGrantee() {
        String wanted = create(grant().build()).grantId();
        create(grant().granteePrincipal(root("777788889999")).build());

        assertThat(ids(listing().grantId(wanted).build())).containsExactly(wanted);
        assertThat(ids(listing().granteePrincipal(OUTSIDER).build())).containsExactly(wanted);
        assertThat(ids(listing().grantId(UNKNOWN_GRANT).build())).isEmpty();
        bench.refusal(listing().grantId("short").build(), "InvalidGrantIdException");
    }

    @Test
    void grantsAreListedInPagesWithoutGapsOrRepeats() {
        List<String> made = IntStream.range(0, 230)
                .mapToObj(i -> create(grant().build()).grantId())
                .sorted()
                .toList();

        List<String> listed = new ArrayList<>();
        ListGrantsResponse page = bench.call(listing().limit(100).build(), ListGrantsResponse.class);
        assertThat(page.grants()).hasSize(100);
        while (page.truncated()) {
            listed.addAll(page.grants().stream().map(GrantListEntry::grantId).toList());
            page = bench.call(listing().limit(100).marker(page.nextMarker()).build(), ListGrantsResponse.class);
        }
        listed.addAll(page.grants().stream().map(GrantListEntry::grantId).toList());

        assertThat(listed).isEqualTo(made);
        assertThat(bench.call(listing().build(), ListGrantsResponse.class).grants())
                .as("default page")
                .hasSize(50);
        bench.refusal(listing().limit(101).build(), "ValidationException");
    }

    @Test
    void markerOfOneKeysGrantsIsNoMarkerOfAnothers() {
        create(grant().build());
        create(grant().build());
        String marker =
                bench.call(listing().limit(1).build(), ListGrantsResponse.class).nextMarker();
        String other = bench.createKey().keyId();

        bench.refusal(ListGrantsRequest.builder().keyId(other).marker(marker).build(), "InvalidMarkerException");
    }

    @Test
    void pagesStayWholeWhileGrantsAreRevoked() {
        List<String> made = IntStream.range(0, 6)
                .mapToObj(i -> create(grant().build()).grantId())
                .sorted()
                .toList();
        ListGrantsResponse first = bench.call(listing().limit(3).build(), ListGrantsResponse.class);
        revoke(made.get(2));

        assertThat(ids(listing().limit(3).marker(first.nextMarker()).build())).isEqualTo(made.subList(3, 6));
    }

    @Test
    void newGrantsAreListedWhenTheDelayIsOver() {
        KmsBench slow = new KmsBench(Duration.ofMinutes(5));
        String slowKey = slow.createKey().keyId();
        ListGrantsRequest request = ListGrantsRequest.builder().keyId(slowKey).build();
        slow.call(grant().keyId(slowKey).build(), CreateGrantResponse.class);

        slow.clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(slow.call(request, ListGrantsResponse.class).grants()).isEmpty();
        slow.clock.advance(Duration.ofMillis(1));
        assertThat(slow.call(request, ListGrantsResponse.class).grants()).hasSize(1);
    }

    @Test
    void grantThatIsNotListedYetCanBeRevoked() {
        KmsBench slow = new KmsBench(Duration.ofMinutes(5));
        String slowKey = slow.createKey().keyId();
        String id = slow.call(grant().keyId(slowKey).build(), CreateGrantResponse.class)
                .grantId();

        slow.call(RevokeGrantRequest.builder().keyId(slowKey).grantId(id).build(), RevokeGrantResponse.class);

        slow.clock.advance(Duration.ofMinutes(5));
        assertThat(slow.call(ListGrantsRequest.builder().keyId(slowKey).build(), ListGrantsResponse.class)
                        .grants())
                .isEmpty();
    }

    @Test
    void dryRunsChangeNothingAndSayThatTheyWouldHave() {
        String id = create(grant().build()).grantId();

        bench.refusal(
                        RevokeGrantRequest.builder()
                                .keyId(key)
                                .grantId(id)
                                .dryRun(true)
                                .build(),
                        "DryRunOperationException")
                .hasMessage("The request would have succeeded, but the DryRun option is set.");
        bench.refusal(
                RetireGrantRequest.builder().keyId(key).grantId(id).dryRun(true).build(), "DryRunOperationException");
        bench.refusal(grant().dryRun(true).build(), "DryRunOperationException");

        assertThat(list()).hasSize(1);
    }

    @Test
    void dryRunOfWhatWouldFailFailsLikewise() {
        bench.refusal(
                RevokeGrantRequest.builder()
                        .keyId(key)
                        .grantId(UNKNOWN_GRANT)
                        .dryRun(true)
                        .build(),
                "NotFoundException");
    }

    @Test
    void unknownAndMalformedGrantIdsAreToldApart() {
        bench.refusal(
                        RevokeGrantRequest.builder()
                                .keyId(key)
                                .grantId(UNKNOWN_GRANT)
                                .build(),
                        "NotFoundException")
                .hasMessage("Grant ID " + UNKNOWN_GRANT + " not found");
        bench.refusal(RevokeGrantRequest.builder().keyId(key).grantId("abc").build(), "InvalidGrantIdException");
    }

    @Test
    void grantIsRetiredByItsToken() {
        String token = create(grant().build()).grantToken();

        bench.call(RetireGrantRequest.builder().grantToken(token).build(), RetireGrantResponse.class);

        assertThat(list()).isEmpty();
    }

    @Test
    void grantIsRetiredByKeyAndId() {
        String id = create(grant().build()).grantId();

        bench.call(
                RetireGrantRequest.builder()
                        .keyId(bench.describe(key).arn())
                        .grantId(id)
                        .build(),
                RetireGrantResponse.class);

        assertThat(list()).isEmpty();
    }

    @Test
    void retiringNeedsATokenOrKeyAndIdButNotBoth() {
        bench.refusal(RetireGrantRequest.builder().keyId(key).build(), "ValidationException");
        bench.refusal(RetireGrantRequest.builder().keyId(key).grantToken("t").build(), "ValidationException");
    }

    @Test
    void tokensThatWereNotGivenOutAreInvalid() {
        bench.refusal(RetireGrantRequest.builder().grantToken("nonsense").build(), "InvalidGrantTokenException");
    }

    @Test
    void retirableGrantsAreFoundOnTheKeysOfAllAccounts() {
        String mine = create(grant().retiringPrincipal(OUTSIDER).build()).grantId();
        create(grant().retiringPrincipal(root(ACCOUNT)).build());

        ListRetirableGrantsRequest request =
                ListRetirableGrantsRequest.builder().retiringPrincipal(OUTSIDER).build();
        assertThat(bench.as(OTHER_ACCOUNT, REGION, request, ListRetirableGrantsResponse.class)
                        .grants())
                .extracting(GrantListEntry::grantId)
                .containsExactly(mine);
        bench.refusal(request, "AccessDeniedException");
    }

    private CreateGrantRequest.Builder grant() {
        return CreateGrantRequest.builder()
                .keyId(key)
                .granteePrincipal(OUTSIDER)
                .operations(GrantOperation.DECRYPT);
    }

    private ListGrantsRequest.Builder listing() {
        return ListGrantsRequest.builder().keyId(key);
    }

    private CreateGrantResponse create(CreateGrantRequest request) {
        return bench.call(request, CreateGrantResponse.class);
    }

    private void revoke(String id) {
        bench.call(RevokeGrantRequest.builder().keyId(key).grantId(id).build(), RevokeGrantResponse.class);
    }

    private List<GrantListEntry> list() {
        return bench.call(listing().build(), ListGrantsResponse.class).grants();
    }

    private List<String> ids(ListGrantsRequest request) {
        return bench.call(request, ListGrantsResponse.class).grants().stream()
                .map(GrantListEntry::grantId)
                .toList();
    }
}
