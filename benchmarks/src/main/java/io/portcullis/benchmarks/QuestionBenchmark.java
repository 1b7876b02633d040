package io.portcullis.benchmarks;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One question after the other about random policies of every kind of test, parsing included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QuestionBenchmark {

    private static final int POLICIES = 2_000;

    private final RandomPolicies generator = new RandomPolicies(1);
    private final List<String> policies =
            Stream.generate(generator::next).limit(POLICIES).toList();
    private final Resource key = Resource.kmsKey(
            "arn:aws:kms:eu-west-1:" + KeyPolicies.ACCOUNT + ":key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private final EmbeddedAnalyzer analyzer =
            new EmbeddedAnalyzer(new ZoneOfTrust.Account(KeyPolicies.ACCOUNT), Settings.DEFAULT);
    private int next;

    /** Reads and decides a policy. */
    @Benchmark
    public Analysis question() {
        next = next + 1 < POLICIES ? next + 1 : 0;
        return analyzer.analyze(new KeyState(key, policies.get(next), List.of()));
    }
}
