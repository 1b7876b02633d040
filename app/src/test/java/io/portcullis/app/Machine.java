package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine, run for real. */
public final class Machine {

    private static final long PATIENCE_SECONDS = 90;

    private Machine() {}

    /** Skips the test, saying so, when a program is not on the PATH. */
    public static void needs(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, "there is no " + program + " on the PATH");
    }

    /** Skips the test, saying so, when a Python module is not installed. */
    public static void needsPythonModule(String module) throws IOException, InterruptedException {
        needs("python3");
        Process python = new ProcessBuilder("python3", "-c", "import " + module)
                .redirectErrorStream(true)
                .start();
        python.getInputStream().readAllBytes();
        assumeTrue(python.waitFor() == 0, "python3 has no module " + module);
    }

    /** Starts the command as a process of its own. */
    public static Process portcullis(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.portcullis.app.Main"));
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /** Starts a program; its error output goes to a file beside it. */
    public static Process start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.redirectError(folder.resolve("stderr").toFile()).start();
    }

    /** Waits for a program's end and returns what it wrote; fails when it did not exit with this code. */
    public static String output(Process process, Path folder, int expected) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended in time").isTrue();
        assertThat(process.exitValue())
                .as("exit code; out: %s; err: %s", out, Files.readString(folder.resolve("stderr")))
                .isEqualTo(expected);
        return out;
    }
}
