package io.portcullis.app.local;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.aws.AnalyzerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.RecordState;

class HouseTest {

    private static final String PUBLIC = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}""";

    @TempDir
    Path folder;

    @Test
    void watchesEveryAccountAndRegionThatShowsUp() throws Exception {
        try (House house = Houses.open(folder)) {
            for (Place place : List.of(
                    new Place("222222222222", "eu-west-1"),
                    new Place("333333333333", "us-east-1"),
                    new Place("333333333333", "cn-north-1"))) {
                house.clients(place).sts().getCallerIdentity();
                confirm(house, place);
                KmsClient kms = house.clients(place).client(place.region());
                String key = kms.createKey().keyMetadata().arn();
                kms.putKeyPolicy(request -> request.keyId(key).policy(PUBLIC));
                await().atMost(1, MINUTES)
                        .until(() -> mails().stream().anyMatch(mail -> mail.contains("PUBLIC") && mail.contains(key)));
            }
        }
    }

    @Test
    void namesItsAnalyzerInTheRegionsPartition() {
        assertThat(Watch.analyzerArn(new Place("333333333333", "cn-north-1")))
                .isEqualTo("arn:aws-cn:access-analyzer:cn-north-1:333333333333:analyzer/portcullis-watch");
    }

    @Test
    void correctsWhenAskedAndTellsThatItIsOver() throws Exception {
        try (House house = Houses.correcting(folder.resolve("mail"), folder.resolve("corrections"))) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            String before = kms.getKeyPolicy(request -> request.keyId(key)).policy();
            kms.putKeyPolicy(request -> request.keyId(key).policy(PUBLIC));
            await().atMost(1, MINUTES)
                    .until(() -> !kms.getKeyPolicy(request -> request.keyId(key))
                            .policy()
                            .equals(PUBLIC));
            assertThat(kms.getKeyPolicy(request -> request.keyId(key)).policy())
                    .isNotEqualTo(PUBLIC)
                    .contains("arn:aws:iam::" + Houses.ACCOUNT + ":root");
            assertThat(before).contains("arn:aws:iam::" + Houses.ACCOUNT + ":root");
            await().atMost(1, MINUTES)
                    .until(() -> Files.exists(folder.resolve("corrections"))
                            && count(folder.resolve("corrections"), ".json") == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AnalyzerChoice.class,
            names = {"MANAGED", "BOTH"})
    void asksItsOwnAccessAnalyzerOverTheSocket(AnalyzerChoice analyzer) throws Exception {
        try (House house = Houses.asking(analyzer, folder)) {
            confirm(house, house.home());
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            String closed = kms.getKeyPolicy(request -> request.keyId(key)).policy();
            kms.putKeyPolicy(request -> request.keyId(key).policy(PUBLIC));
            await().atMost(1, MINUTES)
                    .until(() -> mails().stream().anyMatch(mail -> mail.contains("PUBLIC") && mail.contains(key)));
            kms.putKeyPolicy(request -> request.keyId(key).policy(closed));
            await().atMost(1, MINUTES)
                    .until(() -> mails().stream().anyMatch(mail -> mail.contains("RESOLVED") && mail.contains(key)));
            assertThat(mails().stream().filter(mail -> mail.contains("] PUBLIC") && mail.contains(key)))
                    .as("told once")
                    .hasSize(1);
            assertThat(house.clients(house.home())
                            .accessAnalyzer("us-east-1")
                            .listAnalyzers(request -> {})
                            .analyzers())
                    .extracting(AnalyzerSummary::name)
                    .containsExactly("portcullis-account");
        }
    }

    @Test
    void keepsItsSecurityHubInLine() throws Exception {
        try (House house = Houses.withSecurityHub(folder)) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            SecurityHubClient hub = house.clients(house.home()).securityHub("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            String closed = kms.getKeyPolicy(request -> request.keyId(key)).policy();
            kms.putKeyPolicy(request -> request.keyId(key).policy(PUBLIC));
            await().atMost(1, MINUTES).until(() -> states(hub).equals(List.of(RecordState.ACTIVE)));
            kms.putKeyPolicy(request -> request.keyId(key).policy(closed));
            await().atMost(1, MINUTES).until(() -> states(hub).equals(List.of(RecordState.ARCHIVED)));
        }
    }

    private static List<RecordState> states(SecurityHubClient hub) {
        return hub.getFindings(request -> {}).findings().stream()
                .map(AwsSecurityFinding::recordState)
                .toList();
    }

    private void confirm(House house, Place place) throws Exception {
        int before = mails().size();
        house.subscribe(place, "security@example.com");
        await().atMost(1, MINUTES).until(() -> mails().size() > before);
        String mail = mails().getLast();
        String token = mail.substring(mail.indexOf("Token=") + 6)
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
        house.clients(place)
                .sns()
                .confirmSubscription(request -> request.token(token)
                        .topicArn("arn:aws:sns:" + place.region() + ":" + place.account() + ":" + Watch.TOPIC));
    }

    private List<String> mails() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
            List<String> texts = new java.util.ArrayList<>();
            for (Path file : sorted) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    private static long count(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).count();
        }
    }
}
