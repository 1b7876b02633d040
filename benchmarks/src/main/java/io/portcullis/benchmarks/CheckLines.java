package io.portcullis.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Lets the command itself answer files of cases, and checks that all answers are there, in order. */
final class CheckLines {

    private static final int LENGTH = 350;

    private final Path command;
    private final Path folder;

    /** Runs this command, with its input and output in this folder. */
    CheckLines(Path command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /** Has each number of lines answered some times, and prints a row for it. */
    void run(PrintStream out, int times, List<Integer> counts) throws IOException, InterruptedException {
        out.println("| lines | MB | wall, s: median | least–most | lines/s | peak memory, MB | parsing alone, s |");
        out.println("|--:|--:|--:|--:|--:|--:|--:|");
        // The first start builds what is not built yet.
        answer(write(1), 1);
        for (int count : counts) {
            Path cases = write(count);
            double alone = parse(cases);
            List<Run> runs =
                    Stream.generate(() -> answer(cases, count)).limit(times).toList();
            Spread seconds = Spread.of(runs.stream().map(Run::seconds).toList());
            out.printf(
                    "| %,d | %,d | %.1f | %.1f–%.1f | %,.0f | %,d | %.1f |%n",
                    count,
                    Files.size(cases) >> 20,
                    seconds.median(),
                    seconds.least(),
                    seconds.most(),
                    count / seconds.median(),
                    runs.stream().mapToLong(Run::peakKilobytes).max().orElse(0) / 1024,
                    alone);
            Files.delete(cases);
        }
    }

    /**
     * One run of the command.
     *
     * @param peakKilobytes the most memory it held at a time; 0 where the system does not tell
     */
    private record Run(double seconds, long peakKilobytes) {}

    private Path write(int count) throws IOException {
        Path cases = folder.resolve("cases-" + count + ".jsonl");
        KeyPolicies policies = new KeyPolicies(count);
        try (BufferedWriter out = Files.newBufferedWriter(cases)) {
            for (int i = 0; i < count; i++) {
                out.write("{\"id\":" + i + ",\"resourceType\":\"AWS::KMS::Key\",\"account\":\"" + KeyPolicies.ACCOUNT
                        + "\",\"organization\":\"" + KeyPolicies.ORGANIZATION + "\",\"policy\":" + policies.next(LENGTH)
                        + "}\n");
            }
        }
        return cases;
    }

    /** The rival: parses every line in one thread, and answers nothing. */
    private static double parse(Path cases) throws IOException {
        JsonTokens tokens = new JsonTokens();
        long begun = System.nanoTime();
        long characters = 0;
        try (BufferedReader lines = Files.newBufferedReader(cases)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                characters += tokens.count(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (characters == 0) {
            throw new IllegalStateException("There is nothing in " + cases);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private Run answer(Path cases, int count) {
        Path answers = folder.resolve("answers.jsonl");
        try {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command.toString(), "check", "--jsonl")
                    .redirectInput(cases.toFile())
                    .redirectOutput(answers.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long peak = 0;
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakKilobytes(process));
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            requireAll(answers, count);
            Files.delete(answers);
            return new Run(seconds, peak);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command + " ran", e);
        }
    }

    /** Linux keeps count; elsewhere nobody does. */
    private static long peakKilobytes(Process process) {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            // The process has just ended; what it held is known from before.
            return 0;
        }
    }

    private static void requireAll(Path answers, int count) throws IOException {
        JsonFactory json = new JsonFactory();
        int next = 0;
        try (BufferedReader lines = Files.newBufferedReader(answers)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonParser parser = json.createParser(line)) {
                    parser.nextToken();
                    parser.nextToken();
                    parser.nextToken();
                    if (parser.getIntValue() != next) {
                        throw new IllegalStateException("Answer " + next + " is to case " + parser.getIntValue());
                    }
                }
                next++;
            }
        }
        if (next != count) {
            throw new IllegalStateException(count + " cases got " + next + " answers");
        }
    }
}
