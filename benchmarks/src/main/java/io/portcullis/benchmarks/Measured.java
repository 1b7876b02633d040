package io.portcullis.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Lets JMH measure a class of benchmarks in processes of their own, and tells medians with their spread. */
final class Measured {

    private static final int FORKS = 2;
    private static final int WARMUPS = 5;
    private static final int ITERATIONS = 7;

    private Measured() {}

    /** Measures and prints a row for each benchmark and parameter. */
    static void run(PrintStream out, Class<?> benchmarks) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(benchmarks.getSimpleName() + "\\.")
                        .forks(FORKS)
                        .warmupIterations(WARMUPS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx2g")
                        .shouldFailOnError(true)
                        .build())
                .run();
        out.println("| benchmark | of | median | least–most | 95 % within | unit | a second |");
        out.println("|---|---|--:|--:|--:|---|--:|");
        results.forEach(result -> out.println(row(result)));
    }

    private static String row(RunResult result) {
        boolean sampled = result.getParams().getMode() == Mode.SampleTime;
        Statistics all = result.getPrimaryResult().getStatistics();
        Spread spread =
                sampled ? new Spread(all.getPercentile(50), all.getMin(), all.getMax()) : Spread.of(iterations(result));
        String unit = result.getPrimaryResult().getScoreUnit();
        return "| %s | %s | %,.2f | %,.2f–%,.2f | %s | %s | %,.0f |"
                .formatted(
                        name(result),
                        parameters(result),
                        spread.median(),
                        spread.least(),
                        spread.most(),
                        sampled ? "%,.2f".formatted(all.getPercentile(95)) : "",
                        unit,
                        perSecond(result) / spread.median());
    }

    private static List<Double> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    private static double perSecond(RunResult result) {
        return result.getParams().getTimeUnit().convert(1, java.util.concurrent.TimeUnit.SECONDS);
    }

    private static String name(RunResult result) {
        String qualified = result.getParams().getBenchmark();
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    private static String parameters(RunResult result) {
        return result.getParams().getParamsKeys().stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
    }
}
