package io.portcullis.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs benchmarks by name, all of them without one, and prints their tables. */
public final class Main {

    private static final List<String> NAMES = List.of("verdict", "findings", "question", "hurt", "lines");
    private static final String LONG = "--long";

    private Main() {}

    /**
     * Runs benchmarks.
     *
     * @param arguments the top of the repository, then names, and {@code --long} to measure longer
     */
    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Path repository = Path.of(arguments[0]);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        Extent extent = words.contains(LONG) ? Extent.LONG : Extent.SHORT;
        List<String> names = words.stream().filter(word -> !word.equals(LONG)).toList();
        for (String name : names) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no benchmark \"" + name + "\"; they are " + String.join(", ", NAMES));
            }
        }
        Path results = repository.resolve("benchmarks/target/results.md");
        try (PrintStream out = new PrintStream(Files.newOutputStream(results))) {
            out.printf(
                    "%s, JDK %s, %d cores, %s %s, load %.1f at the start%n",
                    LocalDate.now(java.time.ZoneOffset.UTC),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            for (String name : names.isEmpty() ? NAMES : names) {
                out.printf("%n## %s%n%n", name);
                run(name, extent, repository, out);
            }
        }
        System.out.println(Files.readString(results));
    }

    private static void run(String name, Extent extent, Path repository, PrintStream out)
            throws RunnerException, IOException, InterruptedException {
        Measured measured = new Measured(extent, out);
        switch (name) {
            case "verdict" ->
                new Measured(extent.warmedUpLonger(), out)
                        .run(VerdictBenchmark.class, "× parsing", Measured::timesParsing);
            case "findings" ->
                measured.run(
                        FindingsBenchmark.class,
                        "findings",
                        (result, all) ->
                                FindingsBenchmark.answer(result.getParams().getParam("shape")));
            case "question" -> {
                measured.run(QuestionBenchmark.class, "", (result, all) -> "");
                out.println();
                new Z3Rival(extent.questions()).run(out);
            }
            case "hurt" -> new Hurt().run(out);
            case "lines" ->
                new CheckLines(repository.resolve("portcullis"), repository.resolve("benchmarks/target"))
                        .run(out, extent.answers(), List.of(100_000, 1_000_000));
            default -> throw new IllegalArgumentException(name);
        }
    }
}
