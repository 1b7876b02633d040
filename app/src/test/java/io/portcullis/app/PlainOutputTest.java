package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies are strangers' texts: what they say must not look like an answer, nor reach a terminal. */
class PlainOutputTest {

    private static final String ACCOUNT = "111122223333";

    private static final String CLEAR_SCREEN = "\u001b[2J";

    /** A name that would begin a line of its own, and a condition that would clear the screen. */
    private static final String HOSTILE = """
            {"Version":"2012-10-17","Statement":[{"Sid":"a\\u001b[31mred\\nNONE  fake\\u202e","Effect":"Allow",\
            "Principal":"*","Action":"kms:Decrypt","Resource":"*",\
            "Condition":{"StringEquals":{"kms:EncryptionContext:a":"\\u001b[2J\\nNONE  fake"}}}]}""";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("hostile.json"), HOSTILE);
    }

    private Console.Result run(String... arguments) {
        return new Console(folder).run(arguments);
    }

    private static void assertPlain(Console.Result result) {
        assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u202e");
        assertThat((result.out() + result.err()).lines()).noneMatch(line -> line.startsWith("NONE  fake"));
    }

    @Test
    void answersOfCheckArePlain() {
        Console.Result result = run("check", "hostile.json", "--account", ACCOUNT);
        assertPlain(result);
        assertThat(result.out()).contains("a\uFFFD[31mred\uFFFDNONE  fake\uFFFD", "\uFFFD[2J");
    }

    @Test
    void answersOfExplainArePlain() {
        assertPlain(run("explain", "hostile.json", "--account", ACCOUNT));
    }

    @Test
    void answersOfCompareArePlain() throws IOException {
        Files.writeString(
                folder.resolve("new.json"),
                HOSTILE.replace("\"Principal\":\"*\",", "").replace("kms:EncryptionContext:a", "aws:PrincipalTag/a"));
        Files.writeString(folder.resolve("old.json"), """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""");
        Console.Result result = run("compare", "old.json", "new.json");
        assertThat(result.code()).as(result.out()).isEqualTo(1);
        assertPlain(result);
    }

    @Test
    void answersForProgramsAreWhatThePolicySays() throws IOException {
        JsonNode answer = new JsonMapper()
                .readTree(run("check", "hostile.json", "--account", ACCOUNT, "--format", "json")
                        .out());
        assertThat(answer.at("/findings/0/witness/context").toString()).contains("\\u001B[2J\\nNONE  fake");
    }

    @Test
    void coloursOfOurOwnAreLeft() {
        Console.Result result = new Console(folder).colour().run("explain", "hostile.json", "--account", ACCOUNT);
        assertThat(result.out()).contains("\u001b[1mPUBLIC").doesNotContain(CLEAR_SCREEN);
    }
}
