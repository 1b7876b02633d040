package io.portcullis.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandTest {

    @TempDir
    Path folder;

    @Test
    void printsOneLineWhenReadyAndEndsOnSigterm() throws Exception {
        Process local = Machine.portcullis(folder, Map.of(), "local", "--port", "0", "--account", "111122223333");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine())
                    .matches("Portcullis local account ready on http://127\\.0\\.0\\.1:[0-9]+"
                            + " \\(account 111122223333, us-east-1\\)");
            // Not destroy(), which would close the streams.
            assertThat(local.toHandle().destroy()).isTrue();
            assertThat(out.readLine()).isNull();
        }
        assertThat(local.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("stderr")).isEmptyFile();
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            String port = String.valueOf(house.endpoint().getPort());
            Console.Result result = new Console(folder).run("local", "--port", port);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("127.0.0.1:" + port, "another");
            assertThat(result.err().lines()).hasSize(1);
        }
    }

    @Test
    void refusesWhatIsNotASetting() {
        assertThat(new Console(folder).run("local", "--account", "12").err()).contains("--account 12", "12 digits");
        assertThat(new Console(folder).run("local", "--port", "70000").err()).contains("70000");
        assertThat(new Console(folder).run("local", "--smtp", "nowhere").err()).contains("--smtp nowhere");
        assertThat(new Console(folder).run("local", "--rescan", "0").code()).isEqualTo(2);
    }
}
