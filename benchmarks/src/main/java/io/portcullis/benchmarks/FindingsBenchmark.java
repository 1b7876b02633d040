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

    /** Statements, and values that each key has in each of them. */
    @Param({"1x1", "2x1", "4x1", "8x1", "15x1", "30x1", "60x1", "1x6", "2x6", "4x6", "8x6", "15x6", "1x30", "3x30"})
    public String shape = "1x1";

    private Question question = BucketQuestions.of(1, 1);

    /** Makes the question. */
    @Setup
    public void generate() {
        int by = shape.indexOf('x');
        question =
                BucketQuestions.of(Integer.parseInt(shape.substring(0, by)), Integer.parseInt(shape.substring(by + 1)));
    }

    /** Finds all outside access. */
    @Benchmark
    public Access findings() {
        return OutsideAccess.of(question);
    }
}
