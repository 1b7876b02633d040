package io.portcullis.app.scan;

import static io.portcullis.app.scan.Scans.policy;
import static io.portcullis.app.scan.Scans.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.app.Moto;
import io.portcullis.app.local.House;
import io.portcullis.app.local.Houses;
import io.portcullis.aws.AwsClients;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/** Scans real servers, as a process where it matters that the SDK's own settings are those of its environment. */
class ScanCommandTest {

    private static final String OUTSIDER = "999999999999";

    @TempDir
    Path folder;

    @Test
    void findsTheKeysThatOutsidersReachAmongMoreThanAPage() throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            Map<String, String> expected = keys(kms, 101, Houses.ACCOUNT);
            Process scan = Scans.process(folder, house.endpoint(), "--format", "json");
            assertThat(verdicts(Machine.output(scan, folder, 1), Houses.ACCOUNT))
                    .isEqualTo(expected);
        }
    }

    @Test
    void findsTheKeysOfAMotoServer() throws Exception {
        try (Moto moto = Moto.start(folder);
                AwsClients clients = moto.clients()) {
            Map<String, String> expected = keys(clients.client("us-east-1"), 7, Moto.ACCOUNT);
            String out = scan(moto.endpoint(), 1, "--format", "json");
            assertThat(verdicts(out, Moto.ACCOUNT)).isEqualTo(expected);
        }
    }

    @Test
    void printsATableForPeople() throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            kms.createKey();
            String open = kms.createKey(request -> request.policy(policy("*")))
                    .keyMetadata()
                    .arn();
            String out = scan(house.endpoint(), 1);
            assertThat(out.lines().toList().getFirst()).matches("VERDICT +RESOURCE +TO +ACTIONS +CONDITION");
            assertThat(out.lines().toList().get(1)).matches("PUBLIC +" + open + " +AWS: \\* +20");
            assertThat(out.lines().toList().get(2)).matches("NONE +arn:aws:kms:us-east-1:111122223333:key/\\S+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"managed", "both"})
    void asksTheAccessAnalyzerOfTheAccount(String analyzer) throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String clean = kms.createKey().keyMetadata().arn();
            String open = kms.createKey(request -> request.policy(policy("*")))
                    .keyMetadata()
                    .arn();
            String out = scan(house.endpoint(), 1, "--format", "json", "--analyzer", analyzer);
            Map<String, JsonNode> answers = new TreeMap<>();
            for (String line : out.lines().toList()) {
                JsonNode answer = new ObjectMapper().readTree(line);
                answers.put(answer.path("id").asText(), answer);
            }
            assertThat(answers).containsOnlyKeys(clean, open);
            assertThat(answers.getOrDefault(clean, MissingNode.getInstance())
                            .path("verdict")
                            .asText())
                    .isEqualTo("NONE");
            JsonNode found = answers.getOrDefault(open, MissingNode.getInstance());
            assertThat(found.path("verdict").asText()).isEqualTo("PUBLIC");
            assertThat(found.path("findings")).hasSize(1);
            assertThat(found.at("/findings/0").has("witness"))
                    .as("AWS gives no proof")
                    .isEqualTo(analyzer.equals("both"));
            assertThat(found.has("differences")).isFalse();
            assertThat(house.clients(house.home())
                            .accessAnalyzer("us-east-1")
                            .listAnalyzers(request -> {})
                            .analyzers())
                    .singleElement()
                    .satisfies(made -> assertThat(made.name()).isEqualTo("portcullis-account"));
        }
    }

    @Test
    void isCleanWhenThereIsNothing() throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            assertThat(scan(house.endpoint(), 0, "--format", "json")).isEmpty();
        }
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + Moto.freePort());
        assertThat(Scans.run(folder, nobody).exits(3).err()).contains("STS was not reached");
    }

    @Test
    void saysThatThereAreNoCredentials() throws Exception {
        Process scan = Machine.portcullis(
                folder,
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_CONFIG_FILE",
                        folder.resolve("none").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("none").toString()),
                "scan");
        Machine.output(scan, folder, 2);
        assertThat(folder.resolve("stderr")).content().contains("No AWS credentials were found");
    }

    /** Makes keys: one public, one external, one with a grant to an outsider, and so many clean ones. */
    private static Map<String, String> keys(KmsClient kms, int clean, String account) {
        Map<String, String> expected = new TreeMap<>();
        IntStream.range(0, clean)
                .forEach(i -> expected.put(kms.createKey().keyMetadata().arn(), "NONE"));
        expected.put(
                kms.createKey(request -> request.policy(policy("*")))
                        .keyMetadata()
                        .arn(),
                "PUBLIC");
        expected.put(
                kms.createKey(request -> request.policy(policy(root(account), root(OUTSIDER))))
                        .keyMetadata()
                        .arn(),
                "EXTERNAL");
        String granted = kms.createKey(request -> request.policy(policy(root(account))))
                .keyMetadata()
                .arn();
        kms.createGrant(request -> request.keyId(granted)
                .granteePrincipal("arn:aws:iam::" + OUTSIDER + ":role/reader")
                .operations(GrantOperation.DECRYPT));
        expected.put(granted, "EXTERNAL");
        return expected;
    }

    private static Map<String, String> verdicts(String out, String account) throws Exception {
        Map<String, String> verdicts = new TreeMap<>();
        for (String line : out.lines().toList()) {
            JsonNode answer = new ObjectMapper().readTree(line);
            assertThat(answer.path("resourceType").asText()).isEqualTo("AWS::KMS::Key");
            assertThat(answer.path("id").asText())
                    .isEqualTo(answer.path("resource").asText());
            assertThat(answer.path("account").asText()).isEqualTo(account);
            assertThat(answer.path("region").asText()).isEqualTo("us-east-1");
            assertThat(answer.path("findings").isEmpty())
                    .isEqualTo(answer.path("verdict").asText().equals("NONE"));
            verdicts.put(
                    answer.path("resource").asText(), answer.path("verdict").asText());
        }
        return verdicts;
    }

    private String scan(URI endpoint, int code, String... options) {
        return Scans.run(folder, endpoint, options).exits(code).out();
    }

    @Test
    void refusesWhatIsNotASetting() {
        assertThat(new Console(folder)
                        .run("scan", "--region", "eu-west-1", "--organization", "x")
                        .err())
                .contains("--organization \"x\"");
        Console.Result region = new Console(folder).run("scan", "--region", "eu-west-1,,us-east-1");
        assertThat(region.code()).isEqualTo(2);
        assertThat(region.err()).contains("--region \"\"");
        assertThat(new Console(folder).run("scan", "--analyzer", "zelkova").err())
                .contains("--analyzer", "zelkova", "MANAGED");
        assertThat(new Console(folder).run("scan", "--wait", "0").err()).contains("--wait 0");
    }
}
