package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Names for keys. */
final class AliasCalls {

    private static final int NAME_LIMIT = 256;
    private static final int PAGE_LIMIT = 100;
    private static final int PAGE_DEFAULT = 50;
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9:/_-]+$");

    private final Vaults vaults;
    private final InstantSource clock;

    AliasCalls(Vaults vaults, InstantSource clock) {
        this.vaults = vaults;
        this.clock = clock;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("CreateAlias", CreateAliasRequest::builder, this::create),
                Call.operation("UpdateAlias", UpdateAliasRequest::builder, this::update),
                Call.operation("DeleteAlias", DeleteAliasRequest::builder, this::delete),
                Call.operation("ListAliases", ListAliasesRequest::builder, this::list));
    }

    private CreateAliasResponse create(Call call, CreateAliasRequest request) {
        String name = name(request.aliasName());
        String target = Members.targetKeyId(request.targetKeyId());
        Instant now = now();
        vaults.in(call.place(), vault -> {
            if (vault.aliases().containsKey(name)) {
                throw Faults.alreadyExists(vault.place().arn(name));
            }
            Key key = vault.key(call, target).changeable();
            vault.keep(new Alias(name, key.id(), now, now));
            return key;
        });
        return CreateAliasResponse.builder().build();
    }

    private UpdateAliasResponse update(Call call, UpdateAliasRequest request) {
        String name = name(request.aliasName());
        String target = Members.targetKeyId(request.targetKeyId());
        Instant now = now();
        vaults.in(call.place(), vault -> {
            Alias alias = vault.alias(name);
            Key key = vault.key(call, target).changeable();
            checkSameKind(
                    vault.key(call, alias.targetKeyId()), key, vault.place().arn(name));
            vault.keep(new Alias(name, key.id(), alias.created(), now));
            return key;
        });
        return UpdateAliasResponse.builder().build();
    }

    /** An alias may move between keys of one kind only, or callers would fail. */
    private static void checkSameKind(Key from, Key to, String aliasArn) {
        boolean same = from.metadata().keyUsage() == to.metadata().keyUsage()
                && from.isSymmetricEncryption() == to.isSymmetricEncryption();
        if (!same) {
            throw Faults.validation("Alias " + aliasArn + " cannot be changed from " + kind(from) + " to " + kind(to)
                    + ": the current and the new key must be of the same type and usage.");
        }
    }

    private static String kind(Key key) {
        return key.metadata().keySpec() + " " + key.metadata().keyUsage();
    }

    private DeleteAliasResponse delete(Call call, DeleteAliasRequest request) {
        String name = name(request.aliasName());
        vaults.in(call.place(), vault -> {
            Alias alias = vault.alias(name);
            vault.drop(alias);
            return alias;
        });
        return DeleteAliasResponse.builder().build();
    }

    private ListAliasesResponse list(Call call, ListAliasesRequest request) {
        Optional<String> keyId = Optional.ofNullable(request.keyId()).map(Members::keyId);
        int limit = Members.number("limit", request.limit(), 1, PAGE_LIMIT, PAGE_DEFAULT);
        Page<Alias> page = vaults.in(call.place(), vault -> {
            Optional<String> target = keyId.map(id -> vault.key(call, id).id());
            Predicate<Alias> shown =
                    alias -> target.map(alias.targetKeyId()::equals).orElse(true);
            return Page.of("aliases/" + target.orElse(""), vault.aliases(), shown, request.marker(), limit);
        });
        return ListAliasesResponse.builder()
                .aliases(page.items().stream().map(alias -> entry(call, alias)).toList())
                .nextMarker(page.next().orElse(null))
                .truncated(page.truncated())
                .build();
    }

    private static AliasListEntry entry(Call call, Alias alias) {
        return AliasListEntry.builder()
                .aliasName(alias.name())
                .aliasArn(call.place().arn(alias.name()))
                .targetKeyId(alias.targetKeyId())
                .creationDate(alias.created())
                .lastUpdatedDate(alias.updated())
                .build();
    }

    private static String name(@Nullable String written) {
        String name = Members.matching("aliasName", Members.text("aliasName", written, 1, NAME_LIMIT), NAME);
        if (!name.startsWith("alias/")) {
            throw Faults.validation("Invalid identifier: an alias name begins with alias/");
        }
        if (name.startsWith("alias/aws/")) {
            throw Faults.reservedAlias();
        }
        if (name.equals("alias/")) {
            throw Faults.invalidAliasName("Alias name must not be empty after alias/");
        }
        return name;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
