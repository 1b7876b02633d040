package io.portcullis.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.app.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Policies of everything that is not a key. */
class CheckTypesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Console.Result check(String statement, String... options) throws IOException {
        Files.writeString(
                folder.resolve("policy.json"),
                ("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"'));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = "policy.json";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new Console(folder).run(arguments);
    }

    private static String open(String action, String resource) {
        return "{'Effect':'Allow','Principal':'*','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::S3::Bucket, s3:GetObject, arn:aws:s3:::b/*",
        "bucket, s3:ListBucket, arn:aws:s3:::b",
        "AWS::Lambda::Function, lambda:InvokeFunction, arn:aws:lambda:us-east-1:111122223333:function:f",
        "access-point, s3:ListBucket, arn:aws:s3:us-east-1:111122223333:accesspoint/p",
        "mrap, s3:GetObject, arn:aws:s3::111122223333:accesspoint/a1b2c3.mrap/object/*",
        "layer, lambda:GetLayerVersion, arn:aws:lambda:us-east-1:111122223333:layer:l:1",
        "sqs-queue, SQS:SendMessage, arn:aws:sqs:us-east-1:111122223333:q",
        "Topic, SNS:Publish, arn:aws:sns:us-east-1:111122223333:t",
        "AWS::SecretsManager::Secret, secretsmanager:DescribeSecret, *"
    })
    void decidesPoliciesOfTheTypeThatIsNamed(String type, String action, String resource) throws IOException {
        Console.Result result = check(open(action, resource), "--type", type, "--account", "111122223333");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("PUBLIC  policy.json").containsIgnoringCase("may      " + action);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void decidesTrustPolicies() throws IOException {
        String trust = "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'sts:AssumeRole'}";
        Console.Result result = check(trust, "--type", "AWS::IAM::Role", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("EXTERNAL").contains("sts:AssumeRole", "444455556666");
    }

    @Test
    void saysWhatItTakesAPolicyForWhenNobodyTells() throws IOException {
        Console.Result bucket = check(open("*", "arn:aws:s3:::b/*"), "--account", "111122223333");
        assertThat(bucket.code()).isEqualTo(1);
        assertThat(bucket.err()).contains("policy.json", "bucket", "--type");
        Console.Result queue = check(open("sqs:SendMessage", "*"), "--account", "111122223333");
        assertThat(queue.out()).contains("sqs:SendMessage");
        assertThat(queue.err()).contains("queue", "--type");
        Console.Result anything = check(open("*", "*"), "--account", "111122223333");
        assertThat(anything.err()).contains("KMS key", "--type");
    }

    @ParameterizedTest
    @CsvSource({
        "dynamodb:GetItem, arn:aws:dynamodb:us-east-1:111122223333:table/t",
        "dynamodb:*, *",
        "*, arn:aws:dynamodb:us-east-1:111122223333:table/t",
        "s3-object-lambda:GetObject, arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/ap",
        "s3:GetObject, arn:aws:s3:*:111122223333:accesspoint/*",
        "kms:Decrypt, arn:aws:kms:us-east-1:111122223333:alias/a"
    })
    void takesNoPolicyOfSomethingElseForOneThatLetsNobodyIn(String action, String resource) throws IOException {
        Console.Result result = check(open(action, resource), "--account", "111122223333");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("policy.json", "--type", "AWS::S3::Bucket (bucket)");
    }

    @Test
    void takesNoPolicyWithoutPrincipalsForOneThatLetsNobodyIn() throws IOException {
        Console.Result result = check("{'Effect':'Allow','Action':'s3:*','Resource':'*'}", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("principals");
        assertThat(check("", "--account", "111122223333").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::my-*",
        "s3:GetObject, arn:${aws:Partition}:s3:::b/*",
        "s3:GetObject, arn:aws:s3:::${aws:PrincipalTag/b}/*",
        "sqs:*, arn:aws:sqs:*:*:q",
        "k?s:*, *",
        "*:Decrypt, *",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:us-east-1:111122223333:secret:db-??????"
    })
    void takesPatternsForWhatTheyMayMatch(String action, String resource) throws IOException {
        Console.Result result = check(open(action, resource), "--account", "111122223333");
        assertThat(result.err()).doesNotContain("AWS::S3::Bucket (bucket)");
    }

    @Test
    void anAccessPointIsTakenForWhatItsArnSays() throws IOException {
        Console.Result point = check(open("s3:*", "arn:aws:s3:us-east-1:111122223333:accesspoint/p/object/*"));
        assertThat(point.code()).isEqualTo(1);
        assertThat(point.out()).contains("s3:GetObject", "the bucket's policy has to allow");
        assertThat(point.err()).contains("the policy of an access point", "--type");
    }

    @ParameterizedTest
    @EnumSource(ResourceType.class)
    void helpNamesEveryType(ResourceType type) {
        assertThat(new Console(folder).run("check", "--help").out()).contains(type.cloudFormationName() + " (");
    }

    @Test
    void takesTypeAndAccountFromTheResource() throws IOException {
        Console.Result result = check(open("sns:Publish", "*"), "--resource", "arn:aws:sns:us-east-1:111122223333:t");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("arn:aws:sns:us-east-1:111122223333:t");
    }

    @Test
    void takesTheAccountFromTheArnThatThePolicyNames() throws IOException {
        String own = "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sqs:*',"
                + "'Resource':'arn:aws:sqs:us-east-1:111122223333:q'}";
        assertThat(check(own, "--type", "queue").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "queue, sqs:SendMessage, arn:aws:sqs:us-east-1:111122223333:q",
        "topic, sns:Publish, arn:aws:sns:us-east-1:111122223333:t",
        "function, lambda:InvokeFunction, arn:aws:lambda:us-east-1:111122223333:function:f",
        "secret, secretsmanager:GetSecretValue, arn:aws:secretsmanager:us-east-1:111122223333:secret:s-a1b2c3",
        "key, kms:Decrypt, arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000",
        "access-point, s3:ListBucket, arn:aws:s3:us-east-1:111122223333:accesspoint/p"
    })
    void saysTheArnThatItTakesFromThePolicyAndItsAccountWithIt(String type, String action, String arn)
            throws IOException {
        String policy = open(action, arn);
        String said = "policy.json: taken to be the policy of " + arn
                + ", which it names; if it is another's, say so with " + "--resource\n";
        assertThat(check(policy, "--type", type).err()).isEqualTo(said);
        assertThat(check(policy).err()).endsWith(said);
        assertThat(check(policy, "--type", type, "--account", "111122223333").err())
                .isEmpty();
        assertThat(check(policy, "--type", type, "--resource", arn).err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queue, sqs:SendMessage, arn:aws:sqs:*:111122223333:queue1",
        "queue, sqs:SendMessage, arn:aws:sqs:us-east-1:111122223333:*",
        "topic, sns:Publish, arn:aws:sns:*:111122223333:t",
        "function, lambda:InvokeFunction, arn:aws:lambda:*:111122223333:function:f",
        "secret, secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:111122223333:secret:s-??????",
        "key, kms:Decrypt, arn:aws:kms:*:111122223333:key/*",
        "access-point, s3:ListBucket, arn:aws:s3:*:111122223333:accesspoint/p",
        "mrap, s3:ListBucket, arn:aws:s3::111122223333:accesspoint/*.mrap"
    })
    void takesTheAccountFromAPatternAndSaysSo(String type, String action, String resource) throws IOException {
        Console.Result open = check(open(action, resource), "--type", type);
        assertThat(open.code()).isEqualTo(1);
        assertThat(open.out()).contains("111122223333");
        assertThat(open.err()).contains("policy.json: taken to be", "of account 111122223333", "--account");
        String own = open(action, resource).replace("'*','Action'", "{'AWS':'111122223333'},'Action'");
        assertThat(check(own, "--type", type).code()).isZero();
        assertThat(check(own, "--type", type, "--account", "111122223333").err())
                .isEmpty();
    }

    @Test
    void doesNotTakeTheAccountFromADeny() throws IOException {
        Console.Result result = check(
                "{'Effect':'Deny','Principal':'*','Action':'sqs:*'," + "'Resource':'arn:aws:sqs:*:444455556666:*'},"
                        + open("sqs:SendMessage", "*"),
                "--type",
                "queue");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--account");
    }

    @Test
    void takesTheAccountFromSeveralArnsOfOne() throws IOException {
        Console.Result result = check(open("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q") + ","
                + open("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:r"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("of account 111122223333");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:*:111122223333:q, arn:aws:sqs:*:444455556666:q",
        "arn:aws:sqs:*:111122223333:q, arn:aws:sns:*:111122223333:q",
        "arn:aws:sqs:*:11112222333?:q, *",
        "arn:aws:sqs:*:${aws:PrincipalAccount}:q, *",
        "arn:aws:sns:*:111122223333:q, *",
        "*, *"
    })
    void asksForTheAccountWhereResourcesDoNotTellOne(String resource, String other) throws IOException {
        Console.Result result =
                check(open("sqs:SendMessage", resource) + "," + open("sqs:SendMessage", other), "--type", "queue");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Whose queue", "--account");
    }

    @Test
    void notResourceTellsNoAccount() throws IOException {
        String others = open("sqs:SendMessage", "arn:aws:sqs:*:111122223333:q").replace("'Resource'", "'NotResource'");
        assertThat(check(others, "--type", "queue").code()).isEqualTo(2);
    }

    @Test
    void asksForTheAccountOfABucketSinceNoArnTellsIt() throws IOException {
        Console.Result result = check(open("s3:GetObject", "arn:aws:s3:::b/*"), "--type", "bucket");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Whose bucket", "--account");
    }

    @Test
    void wrongNamesOfTypesListTheRightOnes() throws IOException {
        Console.Result result =
                check(open("s3:GetObject", "*"), "--type", "AWS::S3::Object", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("AWS::S3::Object", "AWS::S3::Bucket (bucket)", "AWS::IAM::Role (role)");
    }

    @Test
    void wrongArnsShowTheRightForm() throws IOException {
        Console.Result result = check(
                open("s3:GetObject", "*"),
                "--type",
                "bucket",
                "--account",
                "111122223333",
                "--resource",
                "arn:aws:sqs:us-east-1:111122223333:q");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("arn:aws:sqs:us-east-1:111122223333:q", "arn:aws:s3:::BUCKET");
    }

    @Test
    void keepsS3sOwnWordApartFromTheAnswer() throws IOException {
        String denied = open("s3:GetObject", "arn:aws:s3:::b/*")
                + ",{'Effect':'Deny','Principal':'*','Action':'*','Resource':'arn:aws:s3:::b/*'}";
        Console.Result result = check(denied, "--type", "bucket", "--account", "111122223333");
        assertThat(result)
                .isEqualTo(new Console.Result(
                        0, "NONE  policy.json\n  S3's own GetBucketPolicyStatus: public, by statement 1\n", ""));
    }

    @Test
    void namesKeysThatAreNotKnown() throws IOException {
        String statement = open("s3:GetObject", "arn:aws:s3:::b/*")
                .replace("}", ",'Condition':{'StringEquals':{'s3:Moonphase':'full'}}}");
        Console.Result result = check(statement, "--type", "bucket", "--account", "111122223333");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("note: The condition key s3:Moonphase");
    }

    @Test
    void linesMayBeOfAnyType() throws IOException {
        Console.Result result = new Console(folder).input("""
                        {"id":1,"resourceType":"AWS::S3::Bucket","account":"111122223333","policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"s3:Moonphase":"full"}}}]}}
                        {"id":2,"resourceType":"AWS::IAM::Role","account":"111122223333","policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}}
                        {"id":3,"resourceType":"AWS::SQS::Queue","policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"SQS:*","Resource":"arn:aws:sqs:us-east-1:111122223333:q"}]}}
                        {"id":4,"resourceType":"AWS::SNS::Topic","account":"111122223333","policy":{"Statement":[]},"grants":[{"GrantId":"g","GranteePrincipal":"444455556666","Operations":["Decrypt"]}]}
                        """).run("check", "--jsonl");
        List<JsonNode> answers = result.out().lines().map(CheckTypesTest::parse).toList();
        assertThat(answers)
                .extracting(answer -> answer.path("verdict").asText())
                .containsExactly("PUBLIC", "NONE", "EXTERNAL", "UNDECIDED");
        assertThat(answers.get(0).path("notes").path(0).asText()).contains("s3:Moonphase");
        assertThat(answers.get(0).path("s3BucketPolicyStatus").toString())
                .isEqualTo("{\"isPublic\":true,\"statements\":[1]}");
        assertThat(answers.get(1).has("notes")).isFalse();
        assertThat(answers.get(1).has("s3BucketPolicyStatus")).isFalse();
        assertThat(answers.get(3).path("error").asText()).contains("topic", "grants");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException malformed) {
            throw new AssertionError(line, malformed);
        }
    }
}
