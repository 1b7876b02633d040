package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.cli.FileTrouble;
import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortcullisTest {

    @TempDir
    Path folder;

    @Test
    void saysItsVersion() {
        Console.Result result = new Console(folder).run("--version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("portcullis ").contains("on Java 25");
    }

    @Test
    void listsItsCommandsAndExitCodes() {
        Console.Result result = new Console(folder).run("help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("check", "Exit codes", "configuration");
        assertThat(result.out()).doesNotContain("rehearse");
    }

    @Test
    void refusesAnUnknownCommandWithTheUsageCode() {
        Console.Result result = new Console(folder).run("chekc");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("chekc", "check");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void tellsFailuresInOneLineAndShowsWhereOnlyWhenAsked() {
        Console.Result brief = new Console(folder).run("check", "missing.json", "--account", "111122223333");
        assertThat(brief.code()).isEqualTo(2);
        assertThat(brief.err().lines()).containsExactly("portcullis check: missing.json: there is no such file");

        Console.Result verbose =
                new Console(folder).run("check", "missing.json", "--account", "111122223333", "--verbose");
        assertThat(verbose.err()).contains("NoSuchFileException", "CheckCommand");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check torn.json",
                "check torn.json --account 111122223333",
                "check torn.json --type queue",
                "explain torn.json",
                "explain torn.json --account 111122223333",
                "compare torn.json torn.json"
            })
    void aPolicyThatCannotBeReadIsNotDecidedWhateverTheCommand(String line) throws IOException {
        Files.writeString(folder.resolve("torn.json"), "{\"Version\":");
        Console.Result result = new Console(folder).run(line.split(" "));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out() + result.err()).contains("torn.json", "The document is not complete at line 1");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Console console = new Console(folder);
        Console.Result empty = console.run("check", "", "--account", "111122223333");
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("an empty text names no file");
        Console.Result directory = console.run("check", ".", "--account", "111122223333");
        assertThat(directory.code()).isEqualTo(2);
        assertThat(directory.err()).contains(".: a folder, not a file");
        Files.writeString(folder.resolve("file"), "");
        assertThat(console.run("check", "file/policy.json").err())
                .contains("file/policy.json: cannot be read: ")
                .doesNotContain(folder.toString());
        assertThat(FileTrouble.reason(new AccessDeniedException("/policy.json")))
                .isEqualTo("permission denied");
    }

    @Test
    void saysWhyStandardInputCannotBeRead() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Output out = new Output(err);
        assertThat(new Portcullis(new Surroundings(closed, out, out, Map.of(), folder, false))
                        .run("check", "-", "--account", "111122223333"))
                .isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard input cannot be read: ");
    }

    @Test
    void saysThatALocaleHasNoSuchLetters() throws Exception {
        Process check = Machine.portcullis(folder, Map.of("LC_ALL", "C"), "check", "\u00e9.json");
        assertThat(Machine.output(check, folder, 2)).isEmpty();
        assertThat(Files.readString(folder.resolve("stderr")))
                .contains("cannot be the name of a file here", "LC_ALL=C.UTF-8")
                .doesNotContain("InvalidPathException");
    }
}
