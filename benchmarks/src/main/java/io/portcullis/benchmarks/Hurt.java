package io.portcullis.benchmarks;

import com.sun.management.ThreadMXBean;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;

/** Decides each policy that was made to hurt a few times and says how long it took, with how much memory, and the answer. */
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
                "| policy | KB | first, ms | median, ms | least–most, ms | allocated, MB | peak heap, MB | answer |");
        out.println("|---|--:|--:|--:|--:|--:|--:|---|");
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
        return "| %s | %d | %.1f | %.1f | %.1f–%.1f | %.1f | %d | %s |"
                .formatted(
                        name,
                        policy.length() / 1024,
                        millis.getFirst(),
                        spread.median(),
                        spread.least(),
                        spread.most(),
                        (double) allocated / MEGABYTE,
                        peak / MEGABYTE,
                        answer(analysis));
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
