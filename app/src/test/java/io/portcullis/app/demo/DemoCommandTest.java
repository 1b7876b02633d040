package io.portcullis.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    Path folder;

    @Test
    void showsBothStoriesToTheirEndAndLeavesWhatWasSaid() throws Exception {
        Console.Result result = new Console(folder).run("demo", "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        List<JsonNode> steps = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            steps.add(new ObjectMapper().readTree(line));
        }
        assertThat(steps)
                .extracting(step -> step.path("scene").asText())
                .containsOnly("A key is made public", "A grant goes to another account");
        assertThat(steps)
                .filteredOn(step -> step.path("scene").asText().equals("A key is made public"))
                .extracting(step -> step.path("step").asText())
                .startsWith("put", "caught", "proven")
                .containsExactlyInAnyOrderElementsOf(Scene.WHOLE);
        assertThat(steps)
                .filteredOn(step -> step.path("step").asText().equals("proven"))
                .extracting(step -> step.path("detail").asText().replaceAll(":.*", ""))
                .containsExactly("PUBLIC", "EXTERNAL");
        assertThat(folder.resolve("portcullis-demo/mail")).isDirectoryContaining("glob:**/000004.eml");
        assertThat(folder.resolve("portcullis-demo/events")).isDirectoryContaining("glob:**/000004.json");
        assertThat(Files.readString(folder.resolve("portcullis-demo/events/000001.json")))
                .contains("\"source\" : \"access-analyzer-kms-function\"", "\"isPublic\" : true");
    }

    @Test
    void sendsMailThroughAServer() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Console.Result result = new Console(folder)
                    .run("demo", "--smtp", "127.0.0.1:" + server.getSmtp().getPort());
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(server.getReceivedMessages()).hasSize(4);
        } finally {
            server.stop();
        }
    }

    @Test
    void endsOnTheFirstSignalWhileItPlays() throws Exception {
        // Whoever asks waits for a greeting that does not come, and the demo with it.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Process demo = Machine.portcullis(
                    folder, Map.of(), "demo", "--keep", "--smtp", "127.0.0.1:" + silent.getLocalPort());
            try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).startsWith("An AWS account on this machine");
                // Not destroy(), which would close the streams.
                assertThat(demo.toHandle().destroy()).isTrue();
                assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(demo.exitValue()).isEqualTo(143);
            } finally {
                demo.destroyForcibly();
            }
        }
    }

    @Test
    void keepsTheAccountUntilASignalThatEndsItWithZero() throws Exception {
        Process demo = Machine.portcullis(folder, Map.of(), "demo", "--keep");
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            String line = String.valueOf(out.readLine());
            while (!line.startsWith("The account stays up") && !line.equals("null")) {
                line = String.valueOf(out.readLine());
            }
            assertThat(line).startsWith("The account stays up");
            assertThat(demo.toHandle().destroy()).isTrue();
            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isZero();
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void measuresChanges() {
        Console.Result result = new Console(folder).run("demo", "--changes", "4");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("4 changes", "p50", "p99");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Console.Result result = new Console(folder).run("demo", "--to", "notmail");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--to \"notmail\"");
    }

    @Test
    void measuresChangesForProgramsToo() throws Exception {
        Console.Result result = new Console(folder).run("demo", "--changes", "2", "--json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(result.out());
        assertThat(figures.path("changes").asInt()).isEqualTo(2);
        assertThat(figures.at("/millis/worst").asDouble()).isPositive();
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertRefused("--port 99999 is not a port", "--port", "99999");
        assertRefused("--port -1 is not a port", "--port", "-1");
        assertRefused("--smtp localhost:99999 is not a host and a port", "--smtp", "localhost:99999");
        assertRefused("--smtp localhost:0 is not a host and a port", "--smtp", "localhost:0");
        assertRefused("--changes 0 is not a number", "--changes", "0");
        assertRefused("--changes -1 is not a number", "--changes", "-1");
    }

    private void assertRefused(String reason, String... options) {
        Console.Result result = new Console(folder)
                .run(Stream.concat(Stream.of("demo"), Stream.of(options)).toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(reason).doesNotContain("foreseen");
    }
}
