package io.portcullis.benchmarks;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** JSON text in, verdict with findings out, against parsing the same bytes and against reading without deciding. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerdictBenchmark {

    /** About 4 MB of each: more than the caches nearest to a core hold. */
    private static final int CHARACTERS = 4_000_000;

    /** The length of a policy, about. */
    @Param({"350", "2000", "20000"})
    public int length;

    private final JsonTokens tokens = new JsonTokens();
    private final PolicyReader reader = new PolicyReader();
    private final Resource key = Resource.kmsKey(
            "arn:aws:kms:eu-west-1:" + KeyPolicies.ACCOUNT + ":key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private final EmbeddedAnalyzer analyzer = new EmbeddedAnalyzer(
            new ZoneOfTrust.Organization(KeyPolicies.ORGANIZATION, Set.of(KeyPolicies.ACCOUNT)), Settings.DEFAULT);
    private List<String> policies = List.of();
    private List<byte[]> bytes = List.of();
    private int next;

    /** Makes the policies. */
    @Setup
    public void generate() {
        policies = new KeyPolicies(length).many(CHARACTERS / length, length);
        bytes = policies.stream()
                .map(policy -> policy.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The rival: parses the bytes. */
    @Benchmark
    public int parseAlone() throws IOException {
        return tokens.count(bytes.get(turn()));
    }

    /** Reads the policy and decides nothing. */
    @Benchmark
    public Policy read() throws PolicyException {
        return reader.read(policies.get(turn()));
    }

    /** Reads the policy and decides it. */
    @Benchmark
    public Analysis verdict() {
        return analyzer.analyze(new KeyState(key, policies.get(turn()), List.of()));
    }

    private int turn() {
        next = next + 1 < policies.size() ? next + 1 : 0;
        return next;
    }
}
