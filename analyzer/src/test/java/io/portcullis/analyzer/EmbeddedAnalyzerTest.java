package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedAnalyzerTest {

    private static final String ACCOUNT = "111111111111";
    private static final Resource KEY =
            Resource.kmsKey("arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final String DEFAULT_POLICY = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "kms:*", "Resource": "*"}
              ]
            }""";
    private static final String PUBLIC_POLICY = """
            {
              "Version": "2012-10-17",
              "Statement": {
                "Sid": "Open", "Effect": "Allow", "Principal": {"AWS": ["111111111111", "*"]}, "Action": "kms:*",
                "Resource": "*"
              }
            }""";

    private final EmbeddedAnalyzer analyzer = new EmbeddedAnalyzer(
            new ZoneOfTrust.Account(ACCOUNT),
            Settings.DEFAULT,
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

    private static Grant grant(String grantee, String... operations) {
        return new Grant(
                "g1",
                Optional.empty(),
                grantee,
                Optional.empty(),
                Optional.of(ACCOUNT),
                Arrays.asList(operations),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    private Analysis analyze(String policy, Grant... grants) {
        return analyzer.analyze(new KeyState(KEY, policy, Arrays.asList(grants)));
    }

    @Test
    void theArticlesPublicPolicyIsPublicWithAllTwentyActionsAndItsStatement() {
        Analysis analysis = analyze(PUBLIC_POLICY);
        assertThat(analysis.verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(analysis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.principal()).isEqualTo(Map.of("AWS", "*"));
            assertThat(finding.condition()).isEmpty();
            assertThat(finding.actions()).hasSize(20).isSorted();
            assertThat(finding.witness().orElseThrow().action()).isEqualTo("kms:CreateGrant");
            assertThat(finding.witness().orElseThrow().resource()).isEqualTo(KEY.arn());
            assertThat(finding.causes()).singleElement().isInstanceOfSatisfying(Cause.PolicyStatement.class, cause -> {
                assertThat(cause.sid()).isEqualTo("Open");
                assertThat(cause.line()).isEqualTo(3);
                assertThat(cause.text()).startsWith("{\n    \"Sid\"").endsWith("}");
            });
        });
    }

    @Test
    void theArticlesSeventeenActionsAreASetting() {
        Settings settings = new Settings(Settings.KmsActions.ARTICLE_2020, true);
        Analysis analysis = new EmbeddedAnalyzer(new ZoneOfTrust.Account(ACCOUNT), settings)
                .analyze(new KeyState(KEY, PUBLIC_POLICY, List.of()));
        assertThat(analysis.findings().getFirst().actions()).hasSize(17);
    }

    @Test
    void actionsThatCannotSucceedFromAnotherAccountAreNoFinding() {
        assertThat(analyze(PUBLIC_POLICY.replace("kms:*", "kms:PutKeyPolicy")).verdict())
                .isEqualTo(Verdict.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::999999999999:root, 999999999999",
        "999999999999, 999999999999",
        "arn:aws:iam::999999999999:user/u, arn:aws:iam::999999999999:user/u",
        "arn:aws:iam::999999999999:role/r, arn:aws:iam::999999999999:role/r",
        "arn:aws:sts::999999999999:assumed-role/r/s, arn:aws:sts::999999999999:assumed-role/r/s",
        "arn:aws:sts::999999999999:federated-user/f, arn:aws:sts::999999999999:federated-user/f",
        "999999999999:aws:ec2-infrastructure:i-81e2f56c, 999999999999:aws:ec2-infrastructure:i-81e2f56c",
        "AROAEXAMPLEEXAMPLE123, AROAEXAMPLEEXAMPLE123"
    })
    void grantToAnOutsiderIsExternalWhateverTheFormOfTheGrantee(String grantee, String shown) {
        Analysis analysis = analyze(DEFAULT_POLICY, grant(grantee, "Decrypt", "DescribeKey"));
        assertThat(analysis.verdict()).isEqualTo(Verdict.EXTERNAL);
        assertThat(analysis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.principal()).isEqualTo(Map.of("AWS", shown));
            assertThat(finding.actions()).containsExactly("kms:Decrypt", "kms:DescribeKey");
            assertThat(finding.isPublic()).isFalse();
            assertThat(finding.causes()).containsOnly(new Cause.KeyGrant("g1", ""));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111111111111:root",
                "arn:aws:iam::111111111111:role/r",
                "111111111111",
                "111111111111:aws:ec2-infrastructure:i-81e2f56c",
                "arn:aws:sts::111111111111:assumed-role/aws:ec2-infrastructure/i-81e2f56c",
                "ec2.us-east-1.amazonaws.com",
                "dynamodb.amazonaws.com"
            })
    void grantToAnInsiderOrAServiceIsNoFinding(String grantee) {
        assertThat(analyze(DEFAULT_POLICY, grant(grantee, "Decrypt")).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void granteeOfNoKnownFormIsUndecidedAndNamed() {
        Analysis analysis = analyze(DEFAULT_POLICY, grant("somebody", "Decrypt"));
        assertThat(analysis.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(analysis.reasons()).singleElement().asString().contains("grant g1", "somebody");
    }

    @Test
    void explicitDenyOfTheKeyPolicyOverrulesAGrant() {
        String policy = """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"},
                 {"Effect":"Deny","Principal":{"AWS":"999999999999"},"Action":"kms:Decrypt","Resource":"*"}]}""";
        Analysis analysis = analyze(policy, grant("999999999999", "Decrypt", "Encrypt"));
        assertThat(analysis.findings())
                .singleElement()
                .extracting(Finding::actions)
                .isEqualTo(List.of("kms:Encrypt"));
    }

    @Test
    void encryptionContextOfAGrantIsShownAndDoesNotBindDescribeKey() {
        Grant grant = new Grant(
                "g1",
                Optional.of("backup"),
                "999999999999",
                Optional.empty(),
                Optional.empty(),
                List.of("Decrypt", "DescribeKey"),
                Map.of("Tenant", "blue"),
                Map.of(),
                Optional.empty());
        Analysis analysis = analyze(DEFAULT_POLICY, grant);
        assertThat(analysis.findings()).hasSize(2);
        assertThat(analysis.findings())
                .filteredOn(finding -> finding.actions().contains("kms:Decrypt"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.condition()).isEqualTo(Map.of("kms:EncryptionContext:Tenant", "blue"));
                    assertThat(finding.witness().orElseThrow().context())
                            .containsEntry("kms:EncryptionContext:Tenant", List.of("blue"));
                });
        assertThat(analysis.findings())
                .filteredOn(finding -> finding.actions().contains("kms:DescribeKey"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.condition()).isEmpty());
    }

    @Test
    void outsideRetiringPrincipalIsReportedWithRetireGrantAndCanBeSwitchedOff() {
        Grant grant = new Grant(
                "g1",
                Optional.empty(),
                "111111111111",
                Optional.of("arn:aws:iam::999999999999:role/r"),
                Optional.empty(),
                List.of("Decrypt"),
                Map.of(),
                Map.of(),
                Optional.empty());
        assertThat(analyze(DEFAULT_POLICY, grant).findings())
                .singleElement()
                .extracting(Finding::actions)
                .isEqualTo(List.of("kms:RetireGrant"));
        Settings settings = new Settings(Settings.KmsActions.DOCUMENTED_2026, false);
        assertThat(new EmbeddedAnalyzer(new ZoneOfTrust.Account(ACCOUNT), settings)
                        .analyze(new KeyState(KEY, DEFAULT_POLICY, List.of(grant)))
                        .verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void memberAccountsOfTheOrganizationAreTrusted() {
        ZoneOfTrust zone = new ZoneOfTrust.Organization("o-own1234567", Set.of("222222222222"));
        EmbeddedAnalyzer organization = new EmbeddedAnalyzer(zone, Settings.DEFAULT);
        assertThat(organization
                        .analyze(new KeyState(KEY, DEFAULT_POLICY, List.of(grant("222222222222", "Decrypt"))))
                        .verdict())
                .isEqualTo(Verdict.NONE);
        assertThat(organization
                        .analyze(new KeyState(KEY, DEFAULT_POLICY, List.of(grant("333333333333", "Decrypt"))))
                        .verdict())
                .isEqualTo(Verdict.EXTERNAL);
    }

    @Test
    void unreadablePolicyIsUndecidedWithThePlaceAndNeverClean() {
        Analysis analysis = analyze("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Permit\"}]}");
        assertThat(analysis.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(analysis.reasons()).singleElement().asString().contains("line 1", "Effect");
    }

    @Test
    void idsAreStableAndTellFindingsApart() {
        Analysis one = analyze(PUBLIC_POLICY);
        Analysis again = analyze(PUBLIC_POLICY.replace("  ", " "));
        Analysis other = analyze(PUBLIC_POLICY.replace("kms:*", "kms:Decrypt"));
        assertThat(one.findings().getFirst().id())
                .isEqualTo(again.findings().getFirst().id())
                .isNotEqualTo(other.findings().getFirst().id())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void unknownKeyIdMeansAnyKeyOfTheAccount() {
        Resource any = Resource.kmsKey("arn:aws:kms:*:111111111111:key/*");
        String named = PUBLIC_POLICY.replace("\"Resource\": \"*\"", "\"Resource\": \"" + KEY.arn() + "\"");
        assertThat(analyzer.analyze(new KeyState(any, named, List.of())).verdict())
                .isEqualTo(Verdict.PUBLIC);
    }

    @Test
    void planPutsTheDefaultPolicyAndRevokesTheGrantsAtFaultAndThenAllIsClosed() {
        KeyState state = new KeyState(KEY, PUBLIC_POLICY, List.of(grant("999999999999", "Decrypt")));
        Analysis analysis = analyzer.analyze(state);
        Correction plan = new Corrections().plan(state, analysis).orElseThrow();
        assertThat(plan.before()).isEqualTo(state);
        String after = plan.steps().stream()
                .filter(Correction.ReplaceKeyPolicy.class::isInstance)
                .map(step -> ((Correction.ReplaceKeyPolicy) step).after())
                .findFirst()
                .orElseThrow();
        KeyState closed = new KeyState(KEY, after, List.of());
        assertThat(analyzer.analyze(closed).verdict()).isEqualTo(Verdict.NONE);
        assertThat(new Corrections().plan(closed, analyzer.analyze(closed))).isEmpty();
    }

    @Test
    void grantOfAnOperationNewerThanTheListIsReported() {
        assertThat(analyze(DEFAULT_POLICY, grant("999999999999", "Levitate")).findings())
                .singleElement()
                .extracting(Finding::actions)
                .isEqualTo(List.of("kms:Levitate"));
    }
}
