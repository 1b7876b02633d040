package io.portcullis.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static final String OPEN = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "Backups",
                  "Effect": "Allow",
                  "Principal": {"AWS": ["111122223333", "*"]},
                  "Action": ["kms:DescribeKey", "kms:Decrypt"],
                  "Resource": "*",
                  "Condition": {
                    "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}
                  }
                },
                {
                  "Sid": "OnlyTls",
                  "Effect": "Deny",
                  "Principal": "*",
                  "Action": "kms:*",
                  "Resource": "*",
                  "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                }
              ]
            }
            """;

    @TempDir
    Path folder;

    private Console.Result explain(String policy, String... options) throws IOException {
        return run("explain", policy, options);
    }

    private Console.Result run(String command, String policy, String... options) throws IOException {
        Files.writeString(folder.resolve("policy.json"), policy);
        return new Console(folder).run(arguments(command, options));
    }

    private static String[] arguments(String command, String... options) {
        return Stream.concat(Stream.of(command, "policy.json", "--account", "111122223333"), Arrays.stream(options))
                .toArray(String[]::new);
    }

    private static String statement(String effect, String principal, String more) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal
                + ",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"" + more + "}";
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[\n" + String.join(",\n", statements) + "\n]}";
    }

    @Test
    void drawsWhatLetsTheProofInAndWhereItMissesTheDeny() throws IOException {
        Console.Result result = explain(OPEN);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith(
                        "PUBLIC  policy.json\n\n1  anyone: AWS: *\n   may    kms:Decrypt, kms:DescribeKey\n   proof  arn:aws:iam::")
                .contains(", whom nothing in the policy names, asks for kms:Decrypt on arn:aws:kms:")
                .contains("with aws:SecureTransport true, and is allowed\n")
                .endsWith("""

                           statement 1 "Backups" on line 4 lets it in
                            7 |       "Principal": {"AWS": ["111122223333", "*"]},
                              |                                             ^^^ everyone, in any account
                            8 |       "Action": ["kms:DescribeKey", "kms:Decrypt"],
                              |                                     ------------- gives kms:Decrypt
                              …
                           11 |         "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}
                              |                                  ------------------------------------ met: the proof has no aws:PrincipalOrgID

                           statement 2 "OnlyTls" on line 14 denies part of the finding, but not the proof
                           20 |       "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                              |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not met: in the proof it is true
                        """);
    }

    @Test
    void aProviderThatStrangersShareIsNamedAllTheSame() throws IOException {
        String github = """
                {"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
                 "Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
                 "Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}}""";
        assertThat(explain(policy(github)).out())
                .startsWith("PUBLIC")
                .contains(
                        "   proof  arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com asks for")
                .doesNotContain("nothing in the policy names");
    }

    @Test
    void saysThatNoConditionNarrowsAnOpenAllow() throws IOException {
        assertThat(explain(policy(statement("Allow", "\"*\"", ""))).out())
                .contains("statement 1 on line 2 lets it in; no Condition narrows it");
    }

    @Test
    void tellsWhatKeepsOutsidersOutWhereThereIsNoFinding() throws IOException {
        Console.Result result = explain(policy(
                statement("Allow", "{\"AWS\":\"111122223333\"}", ""),
                statement("Allow", "\"*\"", ""),
                statement("Deny", "{\"AWS\":\"999999999999\"}", ""),
                statement(
                        "Deny",
                        "\"*\"",
                        ",\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111122223333\"}}")));
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("""
                NONE  policy.json

                   statement 1 on line 2 lets no outsider in
                   2 | {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:Decrypt","Resource":"*"},
                     |                                      ^^^^^^^^^^^^^^ names nobody outside

                   statement 2 on line 3 would let outsiders in, but for statement 4 (line 5)
                   3 | {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"},
                     |                               --- outsiders too

                   statement 4 on line 5 keeps outsiders out
                   5 | …ipal":"*","Action":"kms:Decrypt","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}}
                     |                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ denies whoever meets this StringNotEquals
                """);
    }

    @Test
    void saysWhenNothingIsAllowedAtAll() throws IOException {
        Console.Result result = explain(policy(statement("Deny", "\"*\"", "")));
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("no statement allows anything");
    }

    @Test
    void showsAWindowOfAMinifiedDocument() throws IOException {
        String far = "\"" + "x".repeat(5_000) + "\"";
        Console.Result result = explain("{\"Id\":" + far + ",\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\","
                + "\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":[\"*\"," + far + "]}]}");
        assertThat(result.out().lines())
                .allMatch(line -> line.length() < 300)
                .anyMatch(line ->
                        line.startsWith("   1 | …") && line.contains("\"Principal\":\"*\"") && line.endsWith("…"));
        String[] lines = result.out().lines().toArray(String[]::new);
        int marked = 0;
        while (!lines[marked].contains("^")) {
            marked++;
        }
        assertThat(lines[marked - 1].substring(lines[marked].indexOf('^'), lines[marked].lastIndexOf('^') + 1))
                .isEqualTo("\"*\"");
    }

    @Test
    void drawsAPlaceOnceHoweverManyFindingsItIsIn() throws IOException {
        Console.Result result = explain(policy(
                statement("Allow", "{\"AWS\":[\"999999999999\",\"888888888888\"]}", ""),
                statement("Deny", "{\"AWS\":\"777777777777\"}", "")));
        assertThat(result.out())
                .contains("  outsider: AWS: 888888888888", "  outsider: AWS: 999999999999")
                .containsOnlyOnce("\"Effect\":\"Deny\"")
                .contains("statement 2 on line 3 denies nothing of the finding (drawn above)");
    }

    @Test
    void drawsTheFirstLinesOfAListAndTheLast() throws IOException {
        String condition = ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":[\n"
                + "  \"111111111111\",\n\n  \"222222222222\",\n  \"333333333333\",\n  \"444444444444\"\n]}}";
        assertThat(explain(policy(statement("Allow", "\"*\"", condition))).out())
                .contains("met: in the proof it is 111111111111", """
                           3 |   "111111111111",
                             |   ---------------
                             …
                           7 |   "444444444444"
                             |   --------------
                        """);
    }

    @Test
    void saysFirstWhatLetsAnyoneIn() throws IOException {
        String ranges = policy(statement(
                "Allow", "\"*\"", ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"1.2.3.0/24\",\"9.0.0.0/7\"]}}"));
        for (String command : List.of("check", "explain")) {
            assertThat(run(command, ranges).out())
                    .containsSubsequence(
                            "anyone: AWS: *",
                            "aws:SourceIp: 9.0.0.0/7",
                            "outsider: AWS: *",
                            "aws:SourceIp: 1.2.3.0/24");
        }
    }

    @Test
    void writesALongListOfActionsOnce() throws IOException {
        String all = statement("Allow", "{\"AWS\":[\"444455556666\",\"777788889999\"]}", "")
                .replace("kms:Decrypt", "kms:*");
        String first = explain(policy(all, statement("Allow", "{\"AWS\":\"999900001111\"}", "")))
                .out();
        assertThat(first).containsOnlyOnce("kms:DescribeKey").containsPattern("may +the 20 actions of 1\n");
        assertThat(first).containsPattern("may +kms:Decrypt\n");
    }

    @Test
    void answersWhoMayDoOneAction() throws IOException {
        assertThat(explain(OPEN, "--action", "kms:Encrypt").code()).isZero();
        Console.Result result = explain(OPEN, "--action", "KMS:*crypt");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("PUBLIC  policy.json  (KMS:*crypt only)\n")
                .contains("   may    kms:Decrypt\n");
    }

    @Test
    void refusesToAskAboutAnActionThatDoesNotExist() throws IOException {
        Console.Result result = explain(OPEN, "--action", "kms:Decrypt,kms:Decrytp");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--action", "\"kms:Decrytp\"", "kms:Decrypt, ");
    }

    @Test
    void leavesOutFindingsThatOthersCoverWhenAskedToBeConcise() throws IOException {
        String endpoints = ",\"Condition\":{\"StringLike\":{\"aws:SourceVpce\":[\"vpce-a*\",\"vpce-*b\"]}}";
        String onlyA = ",\"Condition\":{\"StringNotLike\":{\"aws:SourceVpce\":\"vpce-a*\"}}";
        String policy = policy(statement("Allow", "\"*\"", endpoints), statement("Deny", "\"*\"", onlyA));
        assertThat(explain(policy).out()).contains("2  ");
        assertThat(explain(policy, "--concise").out()).contains("1  ").doesNotContain("\n2  ");
        assertThat(run("check", policy).out()).contains("vpce-*b");
        assertThat(run("check", policy, "--concise").out()).doesNotContain("vpce-*b");
    }

    @Test
    void givesProgramsThePlacesAsNumbersAndPaths() throws IOException {
        Console.Result result = explain(OPEN, "--format", "json");
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.out())
                .startsWith("{\"id\":\"policy.json\",\"verdict\":\"PUBLIC\",\"findings\":[{\"principal\":")
                .contains("{\"line\":7,\"column\":45,\"path\":\"$.Statement[0].Principal.AWS[1]\",\"decisive\":true,"
                        + "\"note\":\"everyone, in any account\"}")
                .endsWith("\"closed\":[]}\n");
    }

    @Test
    void coloursOnlyOnATerminal() throws IOException {
        assertThat(explain(OPEN).out()).doesNotContain("\u001b");
        assertThat(new Console(folder).colour().run(arguments("explain")).out())
                .contains("\u001b[1mPUBLIC\u001b[0m", "\u001b[31m^^^ everyone, in any account\u001b[0m");
    }

    @Test
    void showsNothingOfADocumentThatCouldMoveTheCursorOrHideText() throws IOException {
        Console.Result result = explain(policy("{\"Sid\":\"a\u009b2J\u202eb\","
                + statement("Allow", "\"*\"", "").substring(1)));
        assertThat(result.out())
                .contains("a\uFFFD2J\uFFFDb")
                .doesNotContain("\u009b")
                .doesNotContain("\u202e");
    }

    @Test
    void isNotCleanWhenThePolicyCannotBeRead() throws IOException {
        Console.Result result = explain("{\"Statement\":[");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).startsWith("UNDECIDED  policy.json").contains("not known: ", "line 1");
    }

    private static final String SHUT = policy(
            statement("Allow", "\"*\"", ",\"Condition\":{\"StringLike\":{\"aws:SourceVpce\":[\"vpce-a*\",\"*b\"]}}"),
            statement("Deny", "\"*\"", ",\"Condition\":{\"StringNotEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}"),
            statement(
                    "Deny",
                    "\"*\"",
                    ",\"Condition\":{\"StringNotEqualsIfExists\":{\"aws:PrincipalAccount\":\"111122223333\"}}"));

    @Test
    void writesACertificateThatASeparateProgramChecks() throws IOException, InterruptedException {
        Machine.needs("python3");
        assertThat(explain(SHUT, "--certificate", "proof.json").code()).isZero();
        assertThat(checked("proof.json", 0)).isEqualTo("statement 1 (line 2): lets no outsider in (1 steps checked)\n");

        String proof = Files.readString(folder.resolve("proof.json"));
        Files.writeString(folder.resolve("forged.json"), proof.replaceAll("\\[\"covered\",\\d+]", "[\"covered\",0]"));
        checked("forged.json", 1);
        assertThat(folder.resolve("stderr")).content().contains("not covered by excluded box 0");
    }

    @Test
    void checksWhatIsNoCertificateOfAnAllow() throws IOException, InterruptedException {
        Machine.needs("python3");
        assertThat(explain(policy(statement("Deny", "\"*\"", "")), "--certificate", "proof.json")
                        .code())
                .isZero();
        assertThat(checked("proof.json", 0)).startsWith("no claims: ");
        Machine.output(Machine.start(folder, Map.of(), List.of("python3", checker())), folder, 1);
        assertThat(folder.resolve("stderr")).content().startsWith("usage: ");
    }

    private static String checker() {
        return Path.of("../docs/certificate.py").toAbsolutePath().normalize().toString();
    }

    private String checked(String certificate, int code) throws IOException, InterruptedException {
        return Machine.output(
                Machine.start(folder, Map.of(), List.of("python3", checker(), certificate)), folder, code);
    }

    @Test
    void writesNoCertificateOfWhatIsNotSo() throws IOException {
        Console.Result result = explain(OPEN, "--certificate", "proof.json");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("there is no certificate", "proof.json was not written");
        assertThat(folder.resolve("proof.json")).doesNotExist();
    }

    @Test
    void neverWritesTheProofOverThePolicy() throws IOException {
        Files.writeString(folder.resolve("shut.json"), SHUT);
        Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("shut.json"));
        Files.createLink(folder.resolve("hard.json"), folder.resolve("shut.json"));
        Files.createDirectory(folder.resolve("sub"));
        for (String same : List.of("shut.json", "./sub/../shut.json", "link.json", "hard.json")) {
            Console.Result result = certified(same);
            assertThat(result.code()).as(same).isEqualTo(2);
            assertThat(result.err()).contains("--certificate " + same, "the policy itself");
            assertThat(result.out()).isEmpty();
            assertThat(folder.resolve("shut.json")).hasContent(SHUT);
        }
    }

    @Test
    void saysWhereNoProofCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("shut.json"), SHUT);
        assertRefused("-", "standard output has the answer");
        assertThat(folder.resolve("-")).doesNotExist();
        assertRefused("nosuch/proof.json", "there is no folder " + folder.resolve("nosuch"));
        assertRefused(".", "a folder");
        assertRefused("", "an empty text names no file");
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no " + full);
        Console.Result result = certified(full.toString());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("--certificate /dev/full cannot be written: ")
                .doesNotContain("foreseen");
    }

    private void assertRefused(String certificate, String reason) {
        Console.Result result = certified(certificate);
        assertThat(result.code()).as(certificate).isEqualTo(2);
        assertThat(result.err()).contains("--certificate", certificate, reason).doesNotContain("foreseen");
    }

    private Console.Result certified(String certificate) {
        return new Console(folder)
                .run("explain", "shut.json", "--account", "111122223333", "--certificate", certificate);
    }
}
