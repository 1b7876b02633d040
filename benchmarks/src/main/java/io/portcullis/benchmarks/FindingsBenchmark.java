package io.portcullis.benchmarks;

import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All findings over three condition keys, by statements and by values a key. AWS took 567 s for 10 statements of two keys,
 * the best published miner 8.26 s for 15 of three (Kang et al., FSE 2026).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FindingsBenchmark {

    /** Statements, values that each key has in each of them, and whether values overlap. */
    @Param({
        "1x1 overlapping",
        "5x1 overlapping",
        "15x1 overlapping",
        "30x1 overlapping",
        "60x1 overlapping",
        "15x2 overlapping",
        "60x2 overlapping",
        "5x6 overlapping",
        "15x6 overlapping",
        "60x6 overlapping",
        "1x30 overlapping",
        "3x30 overlapping",
        "60x1 plain",
        "60x2 plain",
        "1x6 plain",
        "15x6 plain",
        "1x30 plain"
    })
    public String shape = "1x1 plain";

    private Question question = question(shape);

    /** Makes the question. */
    @Setup
    public void generate() {
        question = question(shape);
    }

    private static Question question(String shape) {
        String[] words = shape.split("[x ]");
        return BucketQuestions.of(
                Integer.parseInt(words[0]), Integer.parseInt(words[1]), words[2].equals("overlapping"));
    }

    /** How many findings there are, whether they are told together, are not all, and whether a key had to be left out. */
    static String answer(String shape) {
        Access access = OutsideAccess.of(question(shape));
        boolean coarse =
                access.cells().stream().anyMatch(cell -> cell.condition().size() < 3);
        boolean together = access.cells().stream()
                .flatMap(cell -> cell.condition().values().stream())
                .anyMatch(values -> values.size() > 1);
        return access.cells().size()
                + (together ? ", told together" : "")
                + (access.more() ? ", and more" : "")
                + (coarse ? ", of fewer than three keys" : "");
    }

    /** Finds all outside access. */
    @Benchmark
    public Access findings() {
        return OutsideAccess.of(question);
    }
}
