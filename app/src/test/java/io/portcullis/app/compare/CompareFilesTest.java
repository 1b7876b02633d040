package io.portcullis.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareFilesTest {

    private static final String READ = """
            {"Version":"2012-10-17",
             "Statement":[
              {"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::logs/*"}]}
            """;

    private static final String WRITE = """
            {"Version":"2012-10-17",
             "Statement":[
              {"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::logs/*"},
              {"Sid":"Put","Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"}]}
            """;

    @TempDir
    Path folder;

    private Console.Result compare(String old, String young, String... options) throws IOException {
        Files.writeString(folder.resolve("old.json"), old);
        Files.writeString(folder.resolve("new.json"), young);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "compare";
        arguments[1] = "old.json";
        arguments[2] = "new.json";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return new Console(folder).run(arguments);
    }

    @Test
    void showsTheRequestThatIsNewAndTheStatementThatAllowsIt() throws IOException {
        Console.Result result = compare(READ, WRITE);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("NEW ACCESS  new.json allows what old.json does not\n")
                .contains("is allowed s3:PutObject on arn:aws:s3:::logs/")
                .contains("because  statement 2 \"Put\" on line 4 of new.json allows it")
                .contains("and      no statement of old.json allows it");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void namesTheDenyThatIsGone() throws IOException {
        String guarded = WRITE.replace(
                "\"arn:aws:s3:::logs/*\"}]}",
                "\"arn:aws:s3:::logs/*\"},\n{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::*/keep\"}]}");
        assertThat(compare(guarded, WRITE).out()).contains("and      statement 3 on line 5 of old.json denies it");
    }

    @Test
    void exitsCleanWhenNothingIsNew() throws IOException {
        assertThat(compare(WRITE, READ))
                .isEqualTo(
                        new Console.Result(0, "NO NEW ACCESS  new.json allows nothing that old.json does not\n", ""));
    }

    @Test
    void saysThatGuardRailsAloneAllowNothing() throws IOException {
        String guarded = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";
        String rail = guarded.replace("\"Action\":\"*\"", "\"Action\":\"s3:*\"");
        Console.Result result = compare(guarded, rail);
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("NO NEW ACCESS  new.json allows nothing that old.json does not\n")
                .contains(
                        "because  it has no Allow, and so allows nothing; guard rails, such as service control policies");
    }

    @Test
    void saysWhatItDoesNotKnowAndWhere() throws IOException {
        Console.Result result = compare(READ.replace("s3:::logs/*", "s*:logs/*"), READ.replace("logs/*", "logs/a/b"));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .startsWith("UNDECIDED  whether new.json allows what old.json does not\n")
                .contains("not known: statement 1 on line 3 of old.json", "wildcard");
    }

    @Test
    void answersProgramsInJson() throws IOException {
        Console.Result result = compare(READ, WRITE, "--format", "json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("{\"id\":\"new.json\",\"newAccess\":\"YES\",\"witness\":{\"principal\":\"arn:");
    }

    @Test
    void namesFileLineAndWayOutOfAnUnreadablePolicy() throws IOException {
        Console.Result result = compare(READ, WRITE.replace("\"Allow\"", "\"allow\""));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("new.json: ", "line 3", "Allow");
        assertThat(compare(READ, "{", "--format", "json").out())
                .startsWith("{\"id\":\"new.json\",\"newAccess\":\"UNDECIDED\",\"error\":\"new.json: ");
    }

    @Test
    void refusesPoliciesOfTwoKinds() throws IOException {
        String trust = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},
                 "Action":"sts:AssumeRole"}]}""";
        Console.Result result = compare(READ, trust);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("statement 1 on line 3 of old.json has no Principal");
        assertThat(compare(READ, trust, "--type", "AWS::IAM::Policy").out())
                .contains("statement 1 on line 1 of new.json names principals");
        assertThat(compare(
                                trust,
                                READ.replace("\"Action\"", "\"Principal\":\"*\",\"Action\""),
                                "--type",
                                "AWS::IAM::Role")
                        .out())
                .contains("new.json has a Resource");
    }

    @Test
    void aServiceMoreInATrustPolicyIsNewAccess() throws IOException {
        String trust = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":%s},
                 "Action":"sts:AssumeRole"}]}""";
        Console.Result result = compare(
                trust.formatted("\"ecs.amazonaws.com\""),
                trust.formatted("[\"ec2.amazonaws.com\",\"ecs.amazonaws.com\"]"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("proof    ec2.amazonaws.com is allowed sts:AssumeRole on arn:aws:iam::");
    }

    @Test
    void theResourceTypeSaysWhoCalls() throws IOException {
        String everyone = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";
        String known = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*",
                 "Condition":{"Null":{"aws:PrincipalIsAWSService":"false"}}}]}""";
        assertThat(compare(known, everyone, "--type", "AWS::S3::Bucket").out())
                .contains("proof    anonymous is allowed");
        assertThat(compare(known, everyone, "--type", "AWS::SecretsManager::Secret")
                        .code())
                .isZero();
        Console.Result wrong = compare(known, everyone, "--type", "sack");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("sack", "AWS::S3::Bucket");
    }

    @Test
    void policiesOfSomethingElseThanTheTypeAreNotComparedAsOfIt() throws IOException {
        String write = WRITE.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"");
        String nothing = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        Console.Result result = compare(nothing, write, "--type", "key");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("speaks of a KMS key");
        assertThat(compare(nothing, write, "--type", "bucket").code()).isEqualTo(1);
    }

    @Test
    void asksForTwoPolicies() throws IOException {
        Console console = new Console(folder);
        assertThat(console.run("compare", "old.json").code()).isEqualTo(2);
        assertThat(console.run("compare", "old.json").err()).contains("the old one, then the new one");
        assertThat(console.run("compare", "-", "-").code()).isEqualTo(2);
        assertThat(console.run("compare", "missing.json", "-").err()).contains("missing.json: there is no such file");
        assertThat(console.run("compare", "--jsonl", "old.json").code()).isEqualTo(2);
        Files.writeString(folder.resolve("old.json"), READ);
        assertThat(console.input(WRITE).run("compare", "old.json", "-").code()).isEqualTo(1);
    }

    @Test
    void policiesOfATypeAreAskedAboutResourcesOfTheTypeAlone() throws IOException {
        String everything = """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sqs:*","Resource":"*"}]}
                """;
        String queues = everything.replace("\"*\"", "\"arn:aws:sqs:*:*:*\"");
        assertThat(compare(queues, everything, "--type", "queue").out()).startsWith("NO NEW ACCESS");
        assertThat(compare(queues, everything).out()).startsWith("NEW ACCESS");
        assertThat(compare(queues.replace(":*:*:*", ":us-east-1:*:*"), everything, "--type", "queue")
                        .out())
                .contains(" on arn:aws:sqs:eu-west-1:111122223333:queue");
    }
}
