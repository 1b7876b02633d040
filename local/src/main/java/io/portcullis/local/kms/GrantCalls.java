package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Grants. New ones may take a while to be listed, as in AWS; they work, and can be ended, at once. */
final class GrantCalls {

    private static final int QUOTA = 50_000;
    private static final int PAGE_LIMIT = 100;
    private static final int PAGE_DEFAULT = 50;
    private static final int ID_LIMIT = 128;
    private static final int TOKEN_LIMIT = 8192;
    private static final Pattern GRANT_ID = Pattern.compile("[0-9a-f]{64}");

    private final Vaults vaults;
    private final InstantSource clock;
    private final Duration listingDelay;
    private final Supplier<UUID> ids;

    GrantCalls(Vaults vaults, InstantSource clock, Duration listingDelay, Supplier<UUID> ids) {
        this.vaults = vaults;
        this.clock = clock;
        this.listingDelay = listingDelay;
        this.ids = ids;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("CreateGrant", CreateGrantRequest::builder, this::create),
                Call.operation("ListGrants", ListGrantsRequest::builder, this::list),
                Call.operation("ListRetirableGrants", ListRetirableGrantsRequest::builder, this::listRetirable),
                Call.operation("RevokeGrant", RevokeGrantRequest::builder, this::revoke),
                Call.operation("RetireGrant", RetireGrantRequest::builder, this::retire));
    }

    private CreateGrantResponse create(Call call, CreateGrantRequest request) {
        String keyId = Members.keyId(request.keyId());
        GrantRules.checkRequest(request);
        GrantToken made = vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId).usable();
            GrantRules.checkKey(key, request);
            NavigableMap<String, KeyGrant> present = vault.grants(key);
            if (present.size() >= QUOTA) {
                throw Faults.limitExceeded(key.arn() + " has " + QUOTA + " grants already: retire or revoke some");
            }
            refuseDryRun(request.dryRun());
            KeyGrant grant = same(present, request).orElseGet(() -> grant(call, key, request));
            vault.keep(key, grant);
            return new GrantToken(key.arn(), grant.id());
        });
        return CreateGrantResponse.builder()
                .grantId(made.grantId())
                .grantToken(made.encode(ids.get()))
                .build();
    }

    /** A named grant that is made again with the same parameters is the same grant, so that retries are safe. */
    private static Optional<KeyGrant> same(NavigableMap<String, KeyGrant> present, CreateGrantRequest request) {
        if (request.name() == null) {
            return Optional.empty();
        }
        return present.values().stream()
                .filter(grant -> request.name().equals(grant.entry().name())
                        && Objects.equals(
                                request.granteePrincipal(), grant.entry().granteePrincipal())
                        && Objects.equals(
                                request.retiringPrincipal(), grant.entry().retiringPrincipal())
                        && Objects.equals(request.operations(), grant.entry().operations())
                        && Objects.equals(request.constraints(), grant.entry().constraints()))
                .findFirst();
    }

    private KeyGrant grant(Call call, Key key, CreateGrantRequest request) {
        Instant now = clock.instant();
        GrantListEntry entry = GrantListEntry.builder()
                .keyId(key.arn())
                .grantId((ids.get().toString() + ids.get()).replace("-", ""))
                .name(Optional.ofNullable(request.name()).orElse(""))
                .creationDate(now.truncatedTo(ChronoUnit.SECONDS))
                .granteePrincipal(request.granteePrincipal())
                .retiringPrincipal(request.retiringPrincipal())
                .issuingAccount(call.place().root())
                .operations(request.operations())
                .constraints(request.constraints())
                .build();
        return new KeyGrant(entry, now.plus(listingDelay));
    }

    private ListGrantsResponse list(Call call, ListGrantsRequest request) {
        String keyId = Members.keyId(request.keyId());
        int limit = Members.number("limit", request.limit(), 1, PAGE_LIMIT, PAGE_DEFAULT);
        Optional<String> grantId = Optional.ofNullable(request.grantId()).map(GrantCalls::grantId);
        Optional<String> grantee = Optional.ofNullable(request.granteePrincipal())
                .map(value -> GrantRules.principal("granteePrincipal", value));
        Instant now = clock.instant();
        Predicate<KeyGrant> shown = grant -> grant.isVisible(now)
                && grantId.map(grant.id()::equals).orElse(true)
                && grantee.map(wanted -> wanted.equals(grant.entry().granteePrincipal()))
                        .orElse(true);
        Page<KeyGrant> page = vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId);
            return Page.of("grants/" + key.id(), vault.grants(key), shown, request.marker(), limit);
        });
        return ListGrantsResponse.builder()
                .grants(page.items().stream().map(KeyGrant::entry).toList())
                .nextMarker(page.next().orElse(null))
                .truncated(page.truncated())
                .build();
    }

    /** Grants on keys of all accounts: who may retire is told by the grant, not by the key's owner. */
    private ListRetirableGrantsResponse listRetirable(Call call, ListRetirableGrantsRequest request) {
        String retiring = GrantRules.principal("retiringPrincipal", request.retiringPrincipal());
        int limit = Members.number("limit", request.limit(), 1, PAGE_LIMIT, PAGE_DEFAULT);
        if (!retiring.contains("::" + call.place().account() + ":")
                && !retiring.equals(call.place().account())) {
            throw call.denied(retiring);
        }
        Instant now = clock.instant();
        NavigableMap<String, KeyGrant> found = new TreeMap<>();
        vaults.inRegion(
                call.place().region(),
                vault -> vault.keys().values().stream()
                        .flatMap(key -> vault.grants(key).values().stream())
                        .filter(grant -> retiring.equals(grant.entry().retiringPrincipal()) && grant.isVisible(now))
                        .forEach(grant -> found.put(grant.id(), grant)));
        Page<KeyGrant> page = Page.of("retirable/" + retiring, found, grant -> true, request.marker(), limit);
        return ListRetirableGrantsResponse.builder()
                .grants(page.items().stream().map(KeyGrant::entry).toList())
                .nextMarker(page.next().orElse(null))
                .truncated(page.truncated())
                .build();
    }

    private RevokeGrantResponse revoke(Call call, RevokeGrantRequest request) {
        end(call, Members.keyId(request.keyId()), grantId(request.grantId()), request.dryRun());
        return RevokeGrantResponse.builder().build();
    }

    private RetireGrantResponse retire(Call call, RetireGrantRequest request) {
        if (request.grantToken() == null) {
            if (request.keyId() == null || request.grantId() == null) {
                throw Faults.validation("Either GrantToken, or both KeyId and GrantId, must be specified.");
            }
            end(call, Members.keyId(request.keyId()), grantId(request.grantId()), request.dryRun());
        } else if (request.keyId() != null || request.grantId() != null) {
            throw Faults.validation("Either GrantToken, or both KeyId and GrantId, must be specified, not both.");
        } else {
            GrantToken token = GrantToken.decode(Members.text("grantToken", request.grantToken(), 1, TOKEN_LIMIT))
                    .orElseThrow(Faults::invalidGrantToken);
            end(call, token.keyArn(), token.grantId(), request.dryRun());
        }
        return RetireGrantResponse.builder().build();
    }

    private void end(Call call, String keyId, String grantId, @Nullable Boolean dryRun) {
        vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId);
            KeyGrant grant = Optional.ofNullable(vault.grants(key).get(grantId))
                    .orElseThrow(() -> Faults.notFound("Grant ID " + grantId + " not found"));
            refuseDryRun(dryRun);
            vault.drop(key, grant);
            return grant;
        });
    }

    private static void refuseDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw Faults.dryRun();
        }
    }

    private static String grantId(@Nullable String written) {
        String id = Members.text("grantId", written, 1, ID_LIMIT);
        if (!GRANT_ID.matcher(id).matches()) {
            throw Faults.invalidGrantId("Invalid grant ID '" + id + "': a grant ID has 64 hexadecimal digits");
        }
        return id;
    }
}
