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

    private final Extent extent;
    private final PrintStream out;

    /** Measures so long, and prints here. */
    Measured(Extent extent, PrintStream out) {
        this.extent = extent;
        this.out = out;
    }

    /** What else there is to say of a result, given all of its class. */
    interface Remark {
        String of(RunResult result, Collection<RunResult> all);
    }

    /** Measures and prints a row for each benchmark and parameter, with a remark under a heading. */
    void run(Class<?> benchmarks, String heading, Remark remark) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(benchmarks.getSimpleName() + "\\.")
                        .forks(extent.forks())
                        .warmupIterations(extent.warmups())
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(extent.iterations())
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx2g")
                        .shouldFailOnError(true)
                        .build())
                .run();
        out.println("| benchmark | of | median | least–most | 95 % within | unit | a second | " + heading + " |");
        out.println("|---|---|--:|--:|--:|---|--:|--:|");
        results.forEach(result -> out.println(row(result) + " " + remark.of(result, results) + " |"));
    }

    /** How many times the time of parsing the same documents alone. */
    static String timesParsing(RunResult result, Collection<RunResult> all) {
        return all.stream()
                .filter(each ->
                        name(each).equals("parseAlone") && parameters(each).equals(parameters(result)))
                .map(alone ->
                        "%.2f".formatted(spread(result).median() / spread(alone).median()))
                .findFirst()
                .orElse("");
    }

    private static String row(RunResult result) {
        Spread spread = spread(result);
        String unit = result.getPrimaryResult().getScoreUnit();
        return "| %s | %s | %,.2f | %,.2f–%,.2f | %s | %s | %,.0f |"
                .formatted(
                        name(result),
                        parameters(result),
                        spread.median(),
                        spread.least(),
                        spread.most(),
                        isSampled(result)
                                ? "%,.2f"
                                        .formatted(result.getPrimaryResult()
                                                .getStatistics()
                                                .getPercentile(95))
                                : "",
                        unit,
                        perSecond(result) / spread.median());
    }

    private static Spread spread(RunResult result) {
        Statistics all = result.getPrimaryResult().getStatistics();
        return isSampled(result)
                ? new Spread(all.getPercentile(50), all.getMin(), all.getMax())
                : Spread.of(iterations(result));
    }

    private static boolean isSampled(RunResult result) {
        return result.getParams().getMode() == Mode.SampleTime;
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
