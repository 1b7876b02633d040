package io.portcullis.app;

import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Surroundings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes through the commands once, so that the JVM can record what they need at their next start. */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

    private static final String CASE = """
            {"id":"rehearsal","resourceType":"AWS::KMS::Key","account":"111122223333","policy":{"Version":"2012-10-17",\
            "Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*",\
            "Condition":{"StringLike":{"aws:PrincipalOrgID":"o-*"}}}]},\
            "grants":[{"GrantId":"g","GranteePrincipal":"arn:aws:iam::999999999999:root","Operations":["Decrypt"]}]}
            """;

    private final Surroundings surroundings;

    @Option(names = "--out", required = true, description = "Where the demonstration leaves what it leaves.")
    private Path out = Path.of("");

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        run("", "--version");
        run("", "help");
        run(CASE, "check", "--jsonl");
        run("", "demo", "--out", out.toString());
        return ExitCode.CLEAN;
    }

    private void run(String input, String... arguments) {
        Surroundings rehearsal = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                surroundings.out(),
                surroundings.err(),
                surroundings.environment(),
                surroundings.directory(),
                surroundings.colour());
        new Portcullis(rehearsal).run(arguments);
    }
}
