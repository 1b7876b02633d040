package io.portcullis.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckFileTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @TempDir
    Path folder;

    private Console.Result check(String principal, String resource, String... options) throws IOException {
        Files.writeString(
                folder.resolve("policy.json"),
                "{\"Version\":\"2012-10-17\",\n\"Statement\":[\n{\"Sid\":\"Open\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                        + principal + "\"},\"Action\":\"kms:Decrypt\",\"Resource\":\"" + resource + "\"}]}");
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = "policy.json";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new Console(folder).run(arguments);
    }

    @Test
    void namesWhoMayDoWhatByWhichStatement() throws IOException {
        Console.Result result = check("*", "*", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("PUBLIC  policy.json")
                .contains(
                        "anyone: AWS: *", "may      kms:Decrypt", "statement 1 \"Open\" on line 3", "proof    arn:aws");
    }

    @Test
    void exitsCleanWhenNobodyOutsideReachesTheKey() throws IOException {
        Console.Result result = check("arn:aws:iam::111122223333:root", "*", "--account", "111122223333");
        assertThat(result).isEqualTo(new Console.Result(0, "NONE  policy.json\n", ""));
    }

    @Test
    void takesTheAccountFromTheResource() throws IOException {
        assertThat(check("arn:aws:iam::111122223333:root", "*", "--resource", KEY)
                        .code())
                .isZero();
        assertThat(check("arn:aws:iam::111122223333:root", KEY).code()).isZero();
        assertThat(check("*", KEY).code()).isEqualTo(1);
    }

    @Test
    void asksForTheAccountWhenNothingTellsIt() throws IOException {
        Console.Result result = check("*", "*");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("policy.json", "--account");
    }

    @Test
    void takesTheOneAccountThatMayChangeThePolicyForTheOwnerAndSaysSo() throws IOException {
        Files.writeString(folder.resolve("open.json"), """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
                 {"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"kms:Decrypt","Resource":"*"}]}""");
        Console.Result result = new Console(folder).run("check", "open.json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("EXTERNAL  open.json").contains("999999999999");
        assertThat(result.err()).contains("open.json", "111122223333", "--account");
    }

    @Test
    void asksForTheAccountWhenTwoMayChangeThePolicy() throws IOException {
        Files.writeString(folder.resolve("two.json"), """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":["111122223333","999999999999"]},"Action":"kms:*","Resource":"*"}]}""");
        assertThat(new Console(folder).run("check", "two.json").code()).isEqualTo(2);
    }

    @Test
    void anyKeyOfTheAccountIsMeantWhenNoneIsNamed() throws IOException {
        assertThat(check("*", "arn:aws:kms:eu-*:111122223333:key/*", "--account", "111122223333")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void refusesAnAccountThatTheResourceContradicts() throws IOException {
        Console.Result result = check("*", "*", "--resource", KEY, "--account", "999999999999");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("999999999999", KEY);
    }

    @Test
    void answersProgramsInJson() throws IOException {
        Console.Result result = check("*", "*", "--account", "111122223333", "--format", "json");
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.out())
                .startsWith("{\"id\":\"policy.json\",\"verdict\":\"PUBLIC\",\"findings\":[{\"principal\":");
    }

    @Test
    void isNotCleanWhenThePolicyCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"Statement\":[");
        Console.Result result = new Console(folder).run("check", "broken.json", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).startsWith("UNDECIDED  broken.json").contains("line 1");
    }

    @Test
    void refusesStandardInputThatIsNotUtf8() {
        byte[] latin = {'{', '"', (byte) 0xe9, '"', '}'};
        Console.Result result = new Console(folder).input(latin).run("check", "-", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("not UTF-8").doesNotContain("Exception");
    }

    @Test
    void saysWhatAwsMayRefuseAndWhatIsNotAsItSeems() throws IOException {
        Files.writeString(folder.resolve("policy.json"), """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::*:root"},"Action":"kms:Decrypt","Resource":"*"},
                 {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:Decrypt","Resource":"*",
                  "Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":"team"}}}]}""");
        for (String command : List.of("check", "explain")) {
            Console.Result result = new Console(folder).run(command, "policy.json", "--account", "111122223333");
            assertThat(result.err().lines())
                    .satisfiesExactly(
                            refused -> assertThat(refused)
                                    .startsWith("policy.json:3: AWS may refuse the policy: The wildcard in principal"),
                            seems -> assertThat(seems)
                                    .startsWith("policy.json:5: ForAllValues:StringEquals also passes when"));
        }
    }

    @Test
    void saysOfManyProblemsTheFirst() throws IOException {
        Files.writeString(
                folder.resolve("policy.json"),
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":["
                        + "\"a*\",".repeat(29)
                        + "\"a*\"]},\"Action\":\"kms:*\",\"Resource\":\"*\"}}");
        String said = new Console(folder)
                .run("check", "policy.json", "--account", "111122223333")
                .err();
        assertThat(said.lines()).hasSize(21);
        assertThat(said).endsWith("policy.json: 10 more of the kind\n");
    }

    private static final String OTHERS_DENIED =
            "\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111122223333\"}}";

    private Console.Result checkStatements(String... statements) throws IOException {
        Files.writeString(
                folder.resolve("policy.json"),
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
        return new Console(folder).run("check", "policy.json", "--account", "111122223333");
    }

    private static String statement(String effect, String principal, String resource, String more) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal + ",\"Action\":\"kms:*\",\"Resource\":\""
                + resource + "\"" + more + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-cn", "aws-us-gov"})
    void takesThePartitionFromThePrincipalsAndSaysSo(String partition) throws IOException {
        String owner = "{\"AWS\":\"arn:" + partition + ":iam::111122223333:root\"}";
        Console.Result result = checkStatements(statement("Allow", owner, "*", ""));
        assertThat(result.out())
                .isEqualTo("NONE  policy.json\n  note: Taken to be the policy of a KMS key in " + partition
                        + ", the partition of its ARNs; if it is another's, give its ARN\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void takesThePartitionFromPatternsOfResources() throws IOException {
        Console.Result result =
                checkStatements(statement("Allow", "{\"AWS\":\"*\"}", "arn:aws-cn:kms:*:111122223333:key/*", ""));
        assertThat(result.out())
                .startsWith("PUBLIC  policy.json")
                .contains("on arn:aws-cn:kms:cn-north-1:", "in aws-cn, the partition of its ARNs");
    }

    @Test
    void aResourceThatIsGivenTellsThePartition() throws IOException {
        Console.Result result = check("arn:aws-cn:iam::111122223333:root", "*", "--resource", KEY);
        assertThat(result.out()).startsWith("EXTERNAL  policy.json").doesNotContain("Taken");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void principalsOfTwoPartitionsTellNone() throws IOException {
        Console.Result result = checkStatements(
                statement("Allow", "{\"AWS\":\"arn:aws:iam::111122223333:root\"}", "*", ""),
                statement("Allow", "{\"AWS\":\"arn:aws-cn:iam::111122223333:root\"}", "*", ""));
        assertThat(result.out()).startsWith("EXTERNAL  policy.json").doesNotContain("Taken");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysWhichKeyIsTakenWhereADenyAloneNamesIt() throws IOException {
        Console.Result result = checkStatements(
                statement("Allow", "\"*\"", "*", ""), statement("Deny", "\"*\"", KEY, "," + OTHERS_DENIED));
        assertThat(result.out())
                .isEqualTo("NONE  policy.json\n  note: Taken to be the policy of " + KEY
                        + ", which Denies alone name; if it is another's, give its ARN\n");
    }

    @Test
    void doesNotSayWhichKeyIsTakenWhereAnAllowNamesIt() throws IOException {
        Console.Result result = checkStatements(
                statement("Allow", "\"*\"", KEY, ""), statement("Deny", "\"*\"", "*", "," + OTHERS_DENIED));
        assertThat(result.out()).isEqualTo("NONE  policy.json\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysThatItMayBeAnyKeyWhereStatementsNameDifferentOnes() throws IOException {
        Console.Result result = checkStatements(
                statement("Allow", "\"*\"", KEY, ""),
                statement("Deny", "\"*\"", KEY.replace("1234abcd", "00000000"), "," + OTHERS_DENIED));
        assertThat(result.out())
                .startsWith("PUBLIC  policy.json")
                .contains("Taken to be the policy of any KMS key, for it names several");
    }
}
