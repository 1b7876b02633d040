package io.portcullis.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that nobody got is none. */
class LostOutputTest {

    private static final Path FULL = Path.of("/dev/full");

    private static final String SHUT = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}""";

    private static final String CASE =
            "{\"id\":1,\"resourceType\":\"key\",\"account\":\"111122223333\",\"policy\":" + SHUT + "}\n";

    @TempDir
    Path folder;

    private String full(int code, String input, String... arguments) throws IOException {
        assumeTrue(Files.exists(FULL), "there is no " + FULL);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (FileOutputStream full = new FileOutputStream(FULL.toFile())) {
            Surroundings surroundings = new Surroundings(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new Output(full),
                    new Output(err),
                    Map.of(),
                    folder,
                    false);
            assertThat(new Portcullis(surroundings).run(arguments)).isEqualTo(code);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsUnknown() throws IOException {
        Files.writeString(folder.resolve("shut.json"), SHUT);
        String said = "the answer could not be written: ";
        assertThat(full(3, "", "check", "shut.json", "--account", "111122223333"))
                .contains(said);
        assertThat(full(3, "", "check", "shut.json", "--account", "111122223333", "--format", "json"))
                .contains(said);
        assertThat(full(3, "", "compare", "shut.json", "shut.json", "--type", "key"))
                .contains(said);
        assertThat(full(3, CASE, "check", "--jsonl")).contains(said);
        assertThat(full(3, "", "--help")).contains(said);
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() throws Exception {
        Process check = Machine.portcullis(folder, Map.of(), "check", "--jsonl");
        OutputStream cases = check.getOutputStream();
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(check.getInputStream(), StandardCharsets.UTF_8))) {
            cases.write(CASE.getBytes(StandardCharsets.UTF_8));
            cases.flush();
            assertThat(answers.readLine()).contains("NONE");
        }
        // There is no end of cases; the command must not wait for one.
        assertThatThrownBy(() -> endlessly(cases)).isInstanceOf(IOException.class);
        assertThat(check.waitFor(60, SECONDS)).isTrue();
        assertThat(check.exitValue()).isEqualTo(3);
        assertThat(folder.resolve("stderr")).isEmptyFile();
    }

    private static void endlessly(OutputStream cases) throws IOException {
        long deadline = System.nanoTime() + SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            cases.write(CASE.getBytes(StandardCharsets.UTF_8));
            cases.flush();
        }
    }
}
