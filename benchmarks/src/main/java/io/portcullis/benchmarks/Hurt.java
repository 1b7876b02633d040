package io.portcullis.benchmarks;

import com.sun.management.ThreadMXBean;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.concrete.Rule;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides, explains and compares each policy that was made to hurt and says how long it took, with how much memory, and the
 * answers.
 */
final class Hurt {

    private static final int RUNS = 9;
    private static final long ENOUGH_NANOS = 5_000_000_000L;
    private static final int MEGABYTE = 1 << 20;

    private final EmbeddedAnalyzer analyzer =
            new EmbeddedAnalyzer(new ZoneOfTrust.Account(KeyPolicies.ACCOUNT), Settings.DEFAULT);
    private final Resource key = Resource.kmsKey(
            "arn:aws:kms:eu-west-1:" + KeyPolicies.ACCOUNT + ":key/1234abcd-12ab-34cd-56ef-1234567890ab");

    /** Prints a row for each policy. */
    void run(PrintStream out) {
        out.println(
                "| policy | KB | first, ms | median, ms | least–most, ms | allocated, MB | peak heap, MB | explain, ms "
                        + "| compare, ms | answer | answer of compare |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|");
        HurtfulPolicies.byName().forEach((name, policy) -> out.println(row(name, policy)));
    }

    private String row(String name, String policy) {
        List<Double> millis = new ArrayList<>();
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        long allocated = allocated();
        Analysis analysis = decide(policy, millis);
        allocated = allocated() - allocated;
        while (millis.size() < RUNS && System.nanoTime() - begun < ENOUGH_NANOS) {
            decide(policy, millis);
        }
        long peak = pools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        Spread spread = Spread.of(millis);
        KeyState state = new KeyState(key, policy, List.of());
        double explained = millis(() -> analyzer.explain(state, List.of()));
        List<Answer> answers = new ArrayList<>();
        double compared = millis(() -> answers.add(compare(policy)));
        return "| %s | %d | %.1f | %.1f | %.1f–%.1f | %.1f | %d | %.1f | %.1f | %s | %s |"
                .formatted(
                        name,
                        policy.length() / 1024,
                        millis.getFirst(),
                        spread.median(),
                        spread.least(),
                        spread.most(),
                        (double) allocated / MEGABYTE,
                        peak / MEGABYTE,
                        explained,
                        compared,
                        answer(analysis),
                        answers.getFirst().getClass().getSimpleName());
    }

    private static double millis(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e6;
    }

    /** Whether it allows what it does not without its first statement, its others in reverse. */
    private static Answer compare(String json) {
        List<Rule> policy = rules(json);
        List<Rule> reference = policy.subList(1, policy.size()).reversed();
        return NewAccess.of(
                new Comparison(policy, reference, PolicyKind.KEY, false, Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static List<Rule> rules(String json) {
        try {
            Policy policy = new PolicyReader().read(json);
            return policy.statements().stream()
                    .map(statement -> new Rule("statement " + (statement.index() + 1), statement, policy.version()))
                    .toList();
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    private Analysis decide(String policy, List<Double> millis) {
        long from = System.nanoTime();
        Analysis analysis = analyzer.analyze(new KeyState(key, policy, List.of()));
        millis.add((System.nanoTime() - from) / 1e6);
        return analysis;
    }

    private static String answer(Analysis analysis) {
        String reasons = String.join("; ", analysis.reasons());
        return analysis.verdict() + ", " + analysis.findings().size() + " findings"
                + (reasons.isEmpty() ? "" : ": " + reasons.substring(0, Math.min(reasons.length(), 160)));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
