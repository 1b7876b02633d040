package io.portcullis.local.kms;

import static io.portcullis.local.kms.KmsBench.allow;
import static io.portcullis.local.kms.KmsBench.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.local.sts.LocalSts;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stock AWS CLI and boto3, with nothing but an endpoint added. Skipped, and said so, where they are missing. */
class StockClientsTest {

    private static final String OPEN = policy(allow("\"*\"", "kms:*"));

    private final KmsBench bench = new KmsBench();
    private final WireServer server = WireServer.start(
            WireSettings.loopback(0),
            List.of(bench.kms().service(), new LocalSts(Optional.empty(), Clock.systemUTC()).service()));

    @TempDir
    private Path home = Path.of("");

    private record Run(int exit, String out, String err) {}

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void awsCliCreatesOpensAndClosesAKey() {
        assumeTrue(run("aws", "--version").exit() == 0, "SKIPPED: no aws on the PATH, the AWS CLI was not tried");

        assertThat(aws("sts", "get-caller-identity", "--query", "Arn")).isEqualTo("arn:aws:iam::111122223333:root");
        String key = aws("kms", "create-key", "--query", "KeyMetadata.KeyId");
        aws("kms", "put-key-policy", "--key-id", key, "--policy-name", "default", "--policy", OPEN);
        assertThat(aws("kms", "get-key-policy", "--key-id", key, "--policy-name", "default", "--query", "Policy"))
                .isEqualTo(OPEN);
        String grant = aws(
                "kms",
                "create-grant",
                "--key-id",
                key,
                "--grantee-principal",
                "arn:aws:iam::444455556666:root",
                "--operations",
                "Decrypt",
                "--query",
                "GrantId");
        assertThat(aws("kms", "list-grants", "--key-id", key, "--query", "Grants[].GrantId"))
                .isEqualTo(grant);
        aws("kms", "revoke-grant", "--key-id", key, "--grant-id", grant);

        Run missing = run("aws", "kms", "describe-key", "--key-id", "alias/none");
        assertThat(missing.exit()).isNotZero();
        assertThat(missing.err())
                .contains("(NotFoundException) when calling the DescribeKey operation: Alias"
                        + " arn:aws:kms:us-east-1:111122223333:alias/none is not found.");
    }

    @Test
    void boto3PagesThroughKeysAndSeesErrorsByTheirNames() {
        assumeTrue(
                run("python3", "-c", "import boto3").exit() == 0,
                "SKIPPED: no python3 with boto3 on the PATH, boto3 was not tried");

        Run run = run("python3", "-c", """
                import boto3
                kms = boto3.client('kms')
                made = sorted(kms.create_key(Tags=[{'TagKey': 'n', 'TagValue': str(i)}])['KeyMetadata']['KeyId']
                              for i in range(105))
                listed = [k['KeyId'] for page in kms.get_paginator('list_keys').paginate() for k in page['Keys']]
                assert listed == made, (len(listed), len(made))
                assert kms.get_key_policy(KeyId=made[0])['PolicyName'] == 'default'
                print(kms.describe_key(KeyId=made[0])['KeyMetadata']['CreationDate'].isoformat()[:10])
                try:
                    kms.put_key_policy(KeyId=made[0], PolicyName='default', Policy='{"Statement":[]}')
                except kms.exceptions.MalformedPolicyDocumentException as refused:
                    print(refused.response['Error']['Code'])
                """);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("2026-03-01\nMalformedPolicyDocumentException\n");
        assertThat(run.exit()).isZero();
    }

    private String aws(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--output", "text"));
        Run run = run(command.toArray(String[]::new));
        assertThat(run.exit()).as("%s: %s", command, run.err()).isZero();
        return run.out().strip();
    }

    private Run run(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", server.endpoint(),
                        "AWS_ACCESS_KEY_ID", "111122223333",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_REGION", "us-east-1",
                        "AWS_CONFIG_FILE", home.resolve("none").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE", home.resolve("none").toString(),
                        "AWS_MAX_ATTEMPTS", "1",
                        "AWS_PAGER", ""));
        Path err = home.resolve("err");
        builder.redirectError(err.toFile());
        try {
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), out, Files.readString(err));
        } catch (IOException missing) {
            return new Run(127, "", String.valueOf(missing.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while running " + command[0], e));
        }
    }
}
