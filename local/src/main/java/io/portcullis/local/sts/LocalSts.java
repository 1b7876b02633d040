package io.portcullis.local.sts;

import io.portcullis.local.organizations.Organization;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import io.portcullis.wire.SessionKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Tells callers who they are: the root user of the account that their request names, or the session they assumed a role
 * in. There is no IAM here: every account has a role of any name, which its own callers and those of its organization may
 * assume, and which may do everything in its account. Sessions do not end. Where a server checks signatures, it does not
 * know the keys of sessions. Safe for many threads.
 */
public final class LocalSts {

    /** Source: STS API reference, AssumeRole: an hour by default, a quarter of one to twelve. */
    private static final Duration DEFAULT_LENGTH = Duration.ofHours(1);

    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final Duration MOST = Duration.ofHours(12);

    private final Optional<Organization> organization;
    private final InstantSource clock;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentMap<String, AssumedRoleUser> sessions = new ConcurrentHashMap<>();

    /**
     * Starts without sessions.
     *
     * @param organization whose accounts may assume each other's roles
     */
    public LocalSts(Optional<Organization> organization, InstantSource clock) {
        this.organization = organization;
        this.clock = clock;
    }

    /** The service, for a server. */
    public Service service() {
        return new Service(
                "sts",
                new Protocol.Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
                List.of(
                        Operation.named("GetCallerIdentity", GetCallerIdentityRequest::builder, this::callerIdentity),
                        Operation.named("AssumeRole", AssumeRoleRequest::builder, this::assumeRole)));
    }

    private GetCallerIdentityResponse callerIdentity(Caller caller, GetCallerIdentityRequest request) {
        Optional<AssumedRoleUser> session = caller.accessKeyId().map(sessions::get);
        // The user id of a root user is its account (IAM user guide, "Unique identifiers").
        return GetCallerIdentityResponse.builder()
                .account(caller.account())
                .userId(session.map(AssumedRoleUser::assumedRoleId).orElse(caller.account()))
                .arn(session.map(AssumedRoleUser::arn).orElse(caller.arn()))
                .build();
    }

    private AssumeRoleResponse assumeRole(Caller caller, AssumeRoleRequest request) {
        RoleArn role = RoleArn.of(request.roleArn());
        String name = String.valueOf(request.roleSessionName());
        if (request.roleSessionName() == null || !name.matches("[\\w+=,.@-]{2,64}")) {
            throw ServiceFault.sender("ValidationError", "RoleSessionName must be 2 to 64 of A-Z a-z 0-9 _+=,.@-");
        }
        if (!isTrusted(caller.account(), role.account())) {
            throw new ServiceFault(
                    "AccessDenied",
                    403,
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + request.roleArn());
        }
        String key = SessionKey.of(role.account(), numbers.getAndIncrement());
        AssumedRoleUser user = AssumedRoleUser.builder()
                .assumedRoleId("AROA" + role.account() + "ROLE:" + name)
                .arn(role.session(name))
                .build();
        sessions.put(key, user);
        return AssumeRoleResponse.builder()
                .assumedRoleUser(user)
                .credentials(Credentials.builder()
                        .accessKeyId(key)
                        .secretAccessKey("unchecked")
                        .sessionToken(UUID.randomUUID().toString())
                        .expiration(clock.instant().plus(length(request)))
                        .build())
                .build();
    }

    private boolean isTrusted(String caller, String owner) {
        return caller.equals(owner)
                || organization
                        .filter(some -> some.holds(caller) && some.holds(owner))
                        .isPresent();
    }

    private static Duration length(AssumeRoleRequest request) {
        Duration asked = Optional.ofNullable(request.durationSeconds())
                .map(Duration::ofSeconds)
                .orElse(DEFAULT_LENGTH);
        if (asked.compareTo(LEAST) < 0 || asked.compareTo(MOST) > 0) {
            throw ServiceFault.sender(
                    "ValidationError", "DurationSeconds must be 900 to 43200, not " + asked.toSeconds());
        }
        return asked;
    }
}
