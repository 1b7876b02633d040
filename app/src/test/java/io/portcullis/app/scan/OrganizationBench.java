package io.portcullis.app.scan;

import io.portcullis.aws.AwsClients;
import io.portcullis.local.LocalAccount;
import io.portcullis.local.LocalSettings;
import io.portcullis.local.organizations.Organization;
import io.portcullis.local.organizations.Organization.Member;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.model.AccountState;

/** An organization on a port of this machine, whose services can be put between. */
final class OrganizationBench implements AutoCloseable {

    static final String ID = "o-a1b2c3d4e5";
    static final String MANAGEMENT = "111111111111";

    private final LocalAccount account;
    private final WireServer server;
    private final List<AwsClients> opened = new CopyOnWriteArrayList<>();

    /** Stands before every call; throws the fault that the caller is to get, and may change the answer. */
    @FunctionalInterface
    interface Gate {
        SdkPojo pass(Call call, BiFunction<Caller, SdkPojo, SdkPojo> on);
    }

    record Call(String operation, Caller caller, SdkPojo request) {
        boolean is(String name, String account) {
            return operation.equals(name) && caller.account().equals(account);
        }
    }

    private OrganizationBench(List<Member> members, Gate gate) {
        this.account = new LocalAccount(
                LocalSettings.of(mail -> {}).withOrganization(new Organization(ID, MANAGEMENT, members)));
        this.server = WireServer.start(
                WireSettings.loopback(0),
                account.services().stream().map(service -> gated(service, gate)).toList());
    }

    static OrganizationBench of(List<Member> members, Gate gate) {
        return new OrganizationBench(members, gate);
    }

    static OrganizationBench of(List<Member> members) {
        return of(members, (call, on) -> on.apply(call.caller(), call.request()));
    }

    /** The management account and others, all in use. */
    static List<Member> members(String... others) {
        return Stream.concat(Stream.of(MANAGEMENT), Stream.of(others))
                .map(Member::active)
                .toList();
    }

    static List<Member> and(List<Member> members, String account, AccountState state) {
        List<Member> more = new ArrayList<>(members);
        more.add(new Member(account, "Old sandbox", state));
        return more;
    }

    private static Service gated(Service service, Gate gate) {
        return new Service(
                service.signingName(),
                service.protocol(),
                service.operations().stream()
                        .<Operation<?, ?>>map(operation -> gated(operation, gate))
                        .toList());
    }

    @SuppressWarnings("unchecked") // What an operation answers is of its own class.
    private static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> gated(Operation<I, O> operation, Gate gate) {
        BiFunction<Caller, SdkPojo, SdkPojo> on =
                (caller, request) -> operation.handler().apply(caller, (I) request);
        return new Operation<>(
                operation.name(),
                operation.binding(),
                operation.request(),
                (caller, request) -> (O) gate.pass(new Call(operation.name(), caller, request), on),
                operation.takesUnsigned());
    }

    URI endpoint() {
        return URI.create(server.endpoint());
    }

    /** What a process needs to know to be the management account. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                server.endpoint(),
                "AWS_ACCESS_KEY_ID",
                MANAGEMENT,
                "AWS_SECRET_ACCESS_KEY",
                "any",
                "AWS_REGION",
                "us-east-1");
    }

    /** Clients of an account that try each call once. */
    AwsClients clients(String owner) {
        AwsClients clients = new AwsClients(builder -> builder.endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .build())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(owner, "any"))));
        opened.add(clients);
        return clients;
    }

    /** Makes a key whose policy lets its account in and these statements besides; returns its ARN. */
    String key(String owner, String region, String... statements) {
        return clients(owner)
                .client(region)
                .createKey(request -> request.policy(policy(owner, statements)))
                .keyMetadata()
                .arn();
    }

    static String policy(String owner, String... statements) {
        String own = """
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"}""".formatted(owner);
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + Stream.concat(Stream.of(own), Stream.of(statements)).collect(Collectors.joining(",")) + "]}";
    }

    static String allow(String principal, String condition) {
        return """
                {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:Decrypt","Resource":"*","Condition":{%s}}""".formatted(principal, condition);
    }

    static ServiceFault refused(String code) {
        return new ServiceFault(code, 403, "not for you");
    }

    @Override
    public void close() {
        opened.forEach(AwsClients::close);
        server.close();
        account.close();
    }
}
