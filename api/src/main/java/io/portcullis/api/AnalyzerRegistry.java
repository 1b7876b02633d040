package io.portcullis.api;

import io.portcullis.analyzer.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/** The analyzers of all accounts and Regions, with the quotas of AWS. Safe for use by many threads. */
final class AnalyzerRegistry {

    static final String RESOURCE_TYPE = "Analyzer";

    private static final int ORGANIZATION_ANALYZERS = 5;

    private final ConcurrentMap<AnalyzerKey, RegisteredAnalyzer> analyzers = new ConcurrentHashMap<>();
    private final ReentrantLock creating = new ReentrantLock();

    /**
     * Registers an analyzer.
     *
     * @return whether it is new: false for the same request made again
     * @throws io.portcullis.wire.ServiceFault if the name is taken or the quota used up
     */
    boolean create(RegisteredAnalyzer analyzer) {
        creating.lock();
        try {
            Optional<RegisteredAnalyzer> same = find(analyzer.key());
            if (same.isPresent()) {
                if (isRepeated(same.get(), analyzer)) {
                    return false;
                }
                throw Refusals.conflict(
                        RESOURCE_TYPE,
                        analyzer.key().name(),
                        "An analyzer named " + Refusals.quoted(analyzer.key().name()) + " exists in this account and"
                                + " Region; choose another name, or repeat the request with its clientToken");
            }
            checkQuota(analyzer);
            analyzers.put(analyzer.key(), analyzer);
            return true;
        } finally {
            creating.unlock();
        }
    }

    private static boolean isRepeated(RegisteredAnalyzer before, RegisteredAnalyzer now) {
        return now.clientToken().isPresent()
                && now.clientToken().equals(before.clientToken())
                && now.type() == before.type();
    }

    private void checkQuota(RegisteredAnalyzer analyzer) {
        List<RegisteredAnalyzer> others = in(
                        analyzer.key().account(), analyzer.key().region())
                .stream()
                .filter(other -> other.type() == analyzer.type())
                .toList();
        int quota = analyzer.type() == Type.ACCOUNT ? 1 : ORGANIZATION_ANALYZERS;
        if (others.size() >= quota) {
            throw Refusals.quota(
                    RESOURCE_TYPE,
                    others.getFirst().key().name(),
                    "An account can have " + quota + " analyzers of type " + analyzer.type() + " in a Region, and has"
                            + " them; use or delete "
                            + Refusals.quoted(others.getFirst().arn()));
        }
    }

    Optional<RegisteredAnalyzer> find(AnalyzerKey key) {
        return Optional.ofNullable(analyzers.get(key));
    }

    /** The analyzers of an account and Region, by name. */
    List<RegisteredAnalyzer> in(String account, String region) {
        return where(key -> key.account().equals(account) && key.region().equals(region));
    }

    /** The analyzers that look at a resource: those of its Region, of its account or of an organization. */
    List<RegisteredAnalyzer> watching(Resource resource) {
        return where(key -> key.region().equals(resource.region())).stream()
                .filter(analyzer -> analyzer.type() == Type.ORGANIZATION
                        || analyzer.key().account().equals(resource.account()))
                .toList();
    }

    private List<RegisteredAnalyzer> where(Predicate<AnalyzerKey> predicate) {
        return analyzers.values().stream()
                .filter(analyzer -> predicate.test(analyzer.key()))
                .sorted(Comparator.comparing(RegisteredAnalyzer::arn))
                .toList();
    }

    /**
     * Changes an analyzer, with no other change of it at the same time.
     *
     * @throws io.portcullis.wire.ServiceFault if it is not there (any more)
     */
    void change(AnalyzerKey key, UnaryOperator<RegisteredAnalyzer> change) {
        if (!changeIfThere(key, change)) {
            throw Refusals.notFound(RESOURCE_TYPE, key.arn());
        }
    }

    /**
     * Changes an analyzer, with no other change of it at the same time.
     *
     * @return whether it is there
     */
    boolean changeIfThere(AnalyzerKey key, UnaryOperator<RegisteredAnalyzer> change) {
        return analyzers.computeIfPresent(key, (same, analyzer) -> change.apply(analyzer)) != null;
    }

    /**
     * Removes an analyzer; {@code last} runs before any other of its name can be created.
     *
     * @return whether it was there
     */
    boolean remove(AnalyzerKey key, Runnable last) {
        creating.lock();
        try {
            boolean there = analyzers.containsKey(key);
            analyzers.computeIfPresent(key, (same, analyzer) -> {
                last.run();
                return null;
            });
            return there;
        } finally {
            creating.unlock();
        }
    }
}
