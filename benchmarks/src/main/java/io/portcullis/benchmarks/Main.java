package io.portcullis.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs benchmarks by name, all of them without one, and prints their tables. */
public final class Main {

    private static final List<String> NAMES = List.of("verdict", "findings", "question", "hurt", "lines");

    private Main() {}

    /**
     * Runs benchmarks.
     *
     * @param arguments the top of the repository, then names
     */
    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Path repository = Path.of(arguments[0]);
        List<String> names = List.of(arguments).subList(1, arguments.length);
        for (String name : names) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no benchmark \"" + name + "\"; they are " + String.join(", ", NAMES));
            }
        }
        Path results = repository.resolve("benchmarks/target/results.md");
        try (PrintStream out = new PrintStream(Files.newOutputStream(results))) {
            out.printf(
                    "%s, JDK %s, %d cores, %s %s%n",
                    LocalDate.now(java.time.ZoneOffset.UTC),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"));
            for (String name : names.isEmpty() ? NAMES : names) {
                out.printf("%n## %s%n%n", name);
                run(name, repository, out);
            }
        }
        System.out.println(Files.readString(results));
    }

    private static void run(String name, Path repository, PrintStream out)
            throws RunnerException, IOException, InterruptedException {
        switch (name) {
            case "verdict" -> Measured.run(out, VerdictBenchmark.class);
            case "findings" -> Measured.run(out, FindingsBenchmark.class);
            case "question" -> Measured.run(out, QuestionBenchmark.class);
            case "hurt" -> new Hurt().run(out);
            case "lines" ->
                new CheckLines(repository.resolve("portcullis"), repository.resolve("benchmarks/target"))
                        .run(out, List.of(100_000, 1_000_000));
            default -> throw new IllegalArgumentException(name);
        }
    }
}
