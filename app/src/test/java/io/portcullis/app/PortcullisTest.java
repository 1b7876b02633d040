package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
