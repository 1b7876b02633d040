package io.portcullis.api;

import static io.portcullis.api.Served.ACCOUNT;
import static io.portcullis.api.Served.REGION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.analyzer.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stock boto3 and AWS CLI against the API, where they are on the PATH. */
class StockClientsTest {

    private Served served;
    private Resource open;

    @BeforeEach
    void start() {
        served = new Served();
        open = served.keys.put(ACCOUNT, REGION, "a-open", Keys.allow("*", "kms:*"));
        served.keys.put(ACCOUNT, REGION, "b-shared", Keys.allow("444455556666", "kms:Decrypt"));
        served.keys.put(ACCOUNT, REGION, "c-clean", "");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void goesTheArticlesWayWithBoto3() throws IOException, InterruptedException {
        assumeTrue(
                run("python3", "-c", "import boto3").exit() == 0,
                "SKIPPED: python3 with boto3 is not on the PATH, so the article's program was not tried");
        String script;
        try (InputStream in = StockClientsTest.class.getResourceAsStream("article_flow.py")) {
            script = new String(in.readAllBytes(), UTF_8);
        }
        Run run = run("python3", "-c", script, served.server.endpoint(), "arn:aws:kms:" + REGION + ":" + ACCOUNT);
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("all as expected");
    }

    @Test
    void understandsTheAwsCli() throws IOException, InterruptedException {
        assumeTrue(run("aws", "--version").exit() == 0, "SKIPPED: the AWS CLI is not on the PATH, so it was not tried");
        String analyzer = served.createAnalyzer();
        served.scan(analyzer, open);
        Run run = run(
                "aws",
                "accessanalyzer",
                "get-analyzed-resource",
                "--analyzer-arn",
                analyzer,
                "--resource-arn",
                open.arn(),
                "--query",
                "resource.[isPublic,status,length(actions)]",
                "--output",
                "text",
                "--endpoint-url",
                served.server.endpoint());
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output().strip().split("\\s+")).containsExactly("True", "ACTIVE", "20");
    }

    private record Run(int exit, String output) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", ACCOUNT);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
        builder.environment().put("AWS_DEFAULT_REGION", REGION);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Run(127, "no such command: " + e.getMessage());
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
