package io.portcullis.app.scan;

import static io.portcullis.app.scan.OrganizationBench.ID;
import static io.portcullis.app.scan.OrganizationBench.MANAGEMENT;
import static io.portcullis.app.scan.OrganizationBench.allow;
import static io.portcullis.app.scan.OrganizationBench.members;
import static io.portcullis.app.scan.OrganizationBench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.app.Moto;
import io.portcullis.aws.AwsClients;
import io.portcullis.local.organizations.Organization.Member;
import io.portcullis.wire.ServiceFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Scans organizations over real sockets. */
class OrganizationScanTest {

    private static final String ONE = "222222222222";
    private static final String OTHER = "333333333333";
    private static final String SUSPENDED = "444444444444";
    private static final String STRANGER = "999999999999";

    @TempDir
    Path folder;

    /** What the last scan said beside its answers. */
    private String said = "";

    @Test
    void scansEveryAccountInUseOfAllPages() throws Exception {
        String[] many = IntStream.rangeClosed(1, 25)
                .mapToObj(number -> String.valueOf(200_000_000_000L + number))
                .toArray(String[]::new);
        List<Member> members = OrganizationBench.and(members(many), SUSPENDED, AccountState.SUSPENDED);
        Queue<String> assumed = new ConcurrentLinkedQueue<>();
        try (OrganizationBench bench = OrganizationBench.of(members, (call, on) -> {
            if (call.request() instanceof AssumeRoleRequest request) {
                assumed.add(request.roleArn());
            }
            return on.apply(call.caller(), call.request());
        })) {
            Map<String, String> expected = new TreeMap<>();
            Stream.of(many).forEach(account -> expected.put(bench.key(account, "us-east-1"), "NONE"));
            expected.put(bench.key(MANAGEMENT, "us-east-1"), "NONE");
            String unseen = bench.key(SUSPENDED, "us-east-1", allow("*", ""));

            List<JsonNode> answers = scan(bench, 0);

            assertThat(verdicts(answers)).isEqualTo(expected).doesNotContainKey(unseen);
            assertThat(answers)
                    .isSortedAccordingTo((one, two) ->
                            one.path("id").asText().compareTo(two.path("id").asText()));
            assertThat(assumed)
                    .as("not in the account whose credentials these are")
                    .containsExactlyInAnyOrder(Stream.of(many)
                            .map(account -> "arn:aws:iam::" + account + ":role/portcullis-scan")
                            .toArray(String[]::new));
            assertThat(said)
                    .contains("Skipped: account " + SUSPENDED + " (Old sandbox) is SUSPENDED")
                    .contains("26 keys: 26 NONE");
        }
    }

    @Test
    void trustsWhoeverOrganizationsSaysIsAMemberAndNobodyElse() throws Exception {
        List<Member> members = OrganizationBench.and(members(ONE, OTHER), SUSPENDED, AccountState.SUSPENDED);
        try (OrganizationBench bench = OrganizationBench.of(members)) {
            Map<String, String> expected = new TreeMap<>();
            expected.put(bench.key(ONE, "us-east-1", allow(role(OTHER), "")), "NONE");
            expected.put(bench.key(ONE, "us-east-1", allow(role(MANAGEMENT), "")), "NONE");
            expected.put(bench.key(ONE, "us-east-1", allow(role(SUSPENDED), "")), "NONE");
            expected.put(bench.key(OTHER, "us-east-1", allow("*", orgIs(ID))), "NONE");
            expected.put(bench.key(OTHER, "us-east-1", allow("*", orgIs("o-zzzzzzzzzz"))), "EXTERNAL");
            expected.put(bench.key(MANAGEMENT, "us-east-1", allow(role(STRANGER), "")), "EXTERNAL");
            expected.put(bench.key(MANAGEMENT, "us-east-1", allow("*", "")), "PUBLIC");

            List<JsonNode> answers = scan(bench, 1);

            assertThat(verdicts(answers)).isEqualTo(expected);
            assertThat(answers.getFirst().path("verdict").asText()).isEqualTo("PUBLIC");
        }
    }

    @Test
    void saysForItsAccountThatARoleCannotBeAssumedAndScansTheRest() throws Exception {
        try (OrganizationBench bench = OrganizationBench.of(members(ONE, OTHER), (call, on) -> {
            if (call.request() instanceof AssumeRoleRequest request
                    && request.roleArn().contains(OTHER)) {
                throw refused("AccessDenied");
            }
            return on.apply(call.caller(), call.request());
        })) {
            String clean = bench.key(ONE, "us-east-1");
            bench.key(OTHER, "us-east-1", allow("*", ""));

            List<JsonNode> answers = scan(bench, 3);

            assertThat(verdicts(answers))
                    .isEqualTo(Map.of(clean, "NONE", "arn:aws:kms:*:" + OTHER + ":key/*", "UNREADABLE"));
            JsonNode unread = answers.getFirst();
            assertThat(unread.path("account").asText()).isEqualTo(OTHER);
            assertThat(unread.path("region").asText()).isEqualTo("*");
            assertThat(unread.path("error").asText())
                    .contains("arn:aws:iam::" + OTHER + ":role/portcullis-scan", "sts:AssumeRole", "AccessDenied")
                    .contains("trust policy");
            assertThat(said).contains("1 key: 1 NONE; not complete: of 1 account or Region not all keys are known");
            assertThat(run(bench, 3).lines())
                    .anyMatch(line -> line.matches(
                            "UNREADABLE +arn:aws:kms:\\*:" + OTHER + ":key/\\* +not known: arn:aws:iam::.*"));
        }
    }

    @Test
    void waitsThrottlingOut() throws Exception {
        AtomicInteger left = new AtomicInteger(2);
        try (OrganizationBench bench = OrganizationBench.of(members(ONE), (call, on) -> {
            if (call.operation().equals("AssumeRole") && left.getAndDecrement() > 0) {
                throw new ServiceFault("ThrottlingException", 400, "Rate exceeded");
            }
            return on.apply(call.caller(), call.request());
        })) {
            String key = bench.key(ONE, "us-east-1");
            assertThat(verdicts(scan(bench, 0))).isEqualTo(Map.of(key, "NONE"));
        }
    }

    @Test
    void saysForItsRegionThatItIsNotEnabledAndScansTheOthers() throws Exception {
        try (OrganizationBench bench = OrganizationBench.of(members(ONE), (call, on) -> {
            if (call.is("ListKeys", ONE) && call.caller().region().equals("eu-south-1")) {
                throw new ServiceFault(
                        "UnrecognizedClientException", 400, "The security token included in the request is invalid.");
            }
            return on.apply(call.caller(), call.request());
        })) {
            String here = bench.key(ONE, "us-east-1");
            String there = bench.key(MANAGEMENT, "eu-south-1");

            List<JsonNode> answers = scan(bench, 3, "--region", "us-east-1,eu-south-1");

            assertThat(verdicts(answers))
                    .isEqualTo(Map.of(
                            here, "NONE", there, "NONE", "arn:aws:kms:eu-south-1:" + ONE + ":key/*", "UNREADABLE"));
            assertThat(answers.getFirst().path("error").asText()).contains("where the Region is not enabled");
        }
    }

    @Test
    void scansTheRegionsThatEachAccountHasEnabled() throws Exception {
        try (OrganizationBench bench = OrganizationBench.of(members(ONE), (call, on) -> {
            if (call.is("ListRegions", MANAGEMENT)) {
                throw refused("AccessDeniedException");
            }
            return on.apply(call.caller(), call.request());
        })) {
            String near = bench.key(ONE, "us-east-1");
            String far = bench.key(ONE, "sa-east-1", allow(role(STRANGER), ""));
            bench.key(ONE, "eu-south-1", allow("*", ""));
            bench.key(MANAGEMENT, "us-east-1");

            List<JsonNode> answers = scan(bench, 3, "--region", "all");

            assertThat(verdicts(answers))
                    .isEqualTo(Map.of(
                            near, "NONE", far, "EXTERNAL", "arn:aws:kms:*:" + MANAGEMENT + ":key/*", "UNREADABLE"));
            assertThat(answers.get(1).path("error").asText()).contains("account:ListRegions failed: AccessDenied");
        }
    }

    @Test
    void trustsTheWholeOrganizationAlsoWhenOneAccountIsScanned() throws Exception {
        try (OrganizationBench bench = OrganizationBench.of(members(ONE))) {
            String key = bench.key(MANAGEMENT, "us-east-1", allow(role(ONE), ""));
            bench.key(ONE, "us-east-1");
            Process scan =
                    Machine.portcullis(folder, bench.environment(), "scan", "--organization", "--format", "json");
            assertThat(verdicts(read(Machine.output(scan, folder, 0)))).isEqualTo(Map.of(key, "NONE"));
        }
    }

    @Test
    void endsWhenNotAllMembersAreKnown() throws Exception {
        String[] many = IntStream.rangeClosed(1, 25)
                .mapToObj(number -> String.valueOf(200_000_000_000L + number))
                .toArray(String[]::new);
        AtomicInteger pages = new AtomicInteger();
        try (OrganizationBench bench = OrganizationBench.of(members(many), (call, on) -> {
            if (call.operation().equals("ListAccounts") && pages.incrementAndGet() > 1) {
                throw refused("AccessDeniedException");
            }
            return on.apply(call.caller(), call.request());
        })) {
            assertThat(run(bench, 3))
                    .as("no answer with half of the members for outsiders")
                    .isEmpty();
            assertThat(said)
                    .contains("organizations:ListAccounts failed: AccessDenied")
                    .contains("management account");
        }
    }

    /** Another's Organizations, STS and KMS. */
    @Test
    void scansAnOrganizationOfAMotoServer() throws Exception {
        try (Moto moto = Moto.start(folder);
                AwsClients management = moto.clients()) {
            management.organizations().createOrganization(request -> request.featureSet("ALL"));
            String one = member(management, "one");
            String two = member(management, "two");
            Map<String, String> expected = new TreeMap<>();
            expected.put(key(management, Moto.ACCOUNT, role(one)), "NONE");
            try (AwsClients clients = moto.clients(session(management, one))) {
                expected.put(key(clients, one, role(two)), "NONE");
                expected.put(key(clients, one, role(STRANGER)), "EXTERNAL");
            }
            try (AwsClients clients = moto.clients(session(management, two))) {
                expected.put(key(clients, two, "*"), "PUBLIC");
            }
            String out = Scans.run(
                            folder,
                            moto.endpoint(),
                            "--organization",
                            "--role",
                            "portcullis-scan",
                            "--region",
                            "us-east-1",
                            "--format",
                            "json")
                    .exits(1)
                    .out();
            assertThat(verdicts(read(out))).isEqualTo(expected);
        }
    }

    private static String member(AwsClients management, String name) {
        return management
                .organizations()
                .createAccount(request -> request.accountName(name).email(name + "@example.com"))
                .createAccountStatus()
                .accountId();
    }

    private static AwsSessionCredentials session(AwsClients management, String account) {
        Credentials session = management
                .sts()
                .assumeRole(request -> request.roleArn(role(account)).roleSessionName("setting-up"))
                .credentials();
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private static String key(AwsClients clients, String owner, String other) {
        return clients.client("us-east-1")
                .createKey(request -> request.policy(OrganizationBench.policy(owner, allow(other, ""))))
                .keyMetadata()
                .arn();
    }

    @Test
    void refusesAnOrganizationThatIsNotTheOneOfTheCredentials() throws Exception {
        try (OrganizationBench bench = OrganizationBench.of(members(ONE))) {
            Console.Result result = console(bench).run("scan", "--organization", "o-zzzzzzzzzz", "--role", "r");
            assertThat(result.exits(2).err()).contains("o-zzzzzzzzzz", ID);
        }
    }

    @Test
    void refusesOptionsThatDoNotGoTogether() {
        assertThat(new Console(folder).run("scan", "--role", "r").err()).contains("--role r", "--organization");
        assertThat(new Console(folder).run("scan", "--external-id", "x1").err()).contains("--external-id", "--role");
        assertThat(new Console(folder)
                        .run("scan", "--organization", "--role", "arn:aws:iam::111111111111:role/r")
                        .err())
                .contains("--role \"arn:aws:iam::111111111111:role/r\" is not the name");
        assertThat(new Console(folder).run("scan", "--at-a-time", "0").err()).contains("--at-a-time 0");
    }

    private List<JsonNode> scan(OrganizationBench bench, int code, String... options) throws Exception {
        return read(run(
                bench,
                code,
                Stream.concat(Stream.of("--format", "json"), Stream.of(options)).toArray(String[]::new)));
    }

    private String run(OrganizationBench bench, int code, String... options) {
        List<String> arguments = new ArrayList<>(List.of("scan", "--organization", "--role", "portcullis-scan"));
        arguments.addAll(List.of(options));
        Console.Result result =
                console(bench).run(arguments.toArray(String[]::new)).exits(code);
        said = result.err();
        return result.out();
    }

    private Console console(OrganizationBench bench) {
        return new Console(folder).account(bench.endpoint(), MANAGEMENT);
    }

    private static List<JsonNode> read(String lines) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        return answers;
    }

    private static Map<String, String> verdicts(List<JsonNode> answers) {
        Map<String, String> verdicts = new TreeMap<>();
        answers.forEach(answer ->
                verdicts.put(answer.path("id").asText(), answer.path("verdict").asText()));
        return verdicts;
    }

    private static String role(String account) {
        return "arn:aws:iam::" + account + ":role/reader";
    }

    private static String orgIs(String id) {
        return "\"StringEquals\":{\"aws:PrincipalOrgID\":\"" + id + "\"}";
    }
}
