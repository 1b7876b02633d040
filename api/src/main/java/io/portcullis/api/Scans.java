package io.portcullis.api;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspector;
import io.portcullis.response.ResourceReader;
import io.portcullis.response.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/**
 * Scans resources in the background: reads, analyzes, records, archives by rule, tells. Safe for use by many threads;
 * closing ends what runs.
 */
final class Scans implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

    /** As many resources at a time as is kind to the services' rates. */
    private static final int AT_A_TIME = 8;

    private final ApiParts parts;
    private final AnalyzerRegistry registry;
    private final Findings findings;
    private final Announcer announcer;
    private final ConcurrentMap<Scan, Instant> waiting = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(AT_A_TIME, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("portcullis-scan-", 0).factory());

    /** A resource to be scanned. */
    private record Scan(AnalyzerKey analyzer, Resource resource) {}

    Scans(ApiParts parts, AnalyzerRegistry registry, Findings findings, Announcer announcer) {
        this.parts = parts;
        this.registry = registry;
        this.findings = findings;
        this.announcer = announcer;
    }

    /** Begins to scan one resource. */
    void start(RegisteredAnalyzer analyzer, Resource resource) {
        if (parts.pace().analysis().isZero()) {
            run("scan of " + resource.arn(), () -> scan(analyzer, resource));
        } else {
            Instant due = Instant.now(parts.clock()).plus(parts.pace().analysis());
            waiting.putIfAbsent(new Scan(analyzer.key(), resource), due);
        }
    }

    /** Makes the scans of an analyzer that have waited long enough. */
    void makeDue(RegisteredAnalyzer analyzer) {
        Instant now = Instant.now(parts.clock());
        waiting.forEach((scan, due) -> {
            if (scan.analyzer().equals(analyzer.key()) && !due.isAfter(now) && waiting.remove(scan, due)) {
                scan(analyzer, scan.resource());
            }
        });
    }

    /**
     * Sees whether an analyzer can scan.
     *
     * @throws io.portcullis.wire.ServiceFault if it is not ACTIVE
     */
    void checkActive(RegisteredAnalyzer analyzer) {
        AnalyzerStatus status = analyzer.status(parts.pace(), Instant.now(parts.clock()));
        if (status != AnalyzerStatus.ACTIVE) {
            throw Refusals.invalid("analyzerArn", "The analyzer is " + status + "; only an ACTIVE one scans");
        }
    }

    /** Begins to scan all that the analyzer looks at. */
    void startAll(RegisteredAnalyzer analyzer) {
        for (String account : accounts(analyzer)) {
            run("first scan of account " + account, () -> scanAll(analyzer, account));
        }
    }

    private void run(String what, Runnable task) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("The {} failed", what, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed: the {} is dropped", what, e);
        }
    }

    private Set<String> accounts(RegisteredAnalyzer analyzer) {
        Set<String> accounts = new LinkedHashSet<>(List.of(analyzer.key().account()));
        if (analyzer.type() == Type.ORGANIZATION) {
            parts.organization().ifPresent(organization -> accounts.addAll(organization.accounts()));
        }
        return accounts;
    }

    private void scanAll(RegisteredAnalyzer analyzer, String account) {
        ResourceReader reader = parts.readers().of(account, analyzer.key().region());
        // Keys are the one type that is read from accounts so far; the others are decided by their policy alone.
        ResourceType type = ResourceType.KMS_KEY;
        ResourceReader.Listing listing = reader.list(type);
        listing.incomplete()
                .ifPresent(reason -> LOG.warn(
                        "Not all resources of type {} in account {} could be listed: {}", type, account, reason));
        listing.resources().forEach(resource -> start(analyzer, resource));
    }

    private void scan(RegisteredAnalyzer analyzer, Resource resource) {
        permits.acquireUninterruptibly();
        try {
            // Taken before the read: of two looks, the one that began later knows the newer state.
            Instant at = Instant.now(parts.clock());
            Inspection inspection = new Inspector(
                            parts.readers().of(resource.account(), resource.region()),
                            parts.analyzers().of(zone(analyzer)))
                    .inspect(resource, at);
            List<Transition> transitions = new ArrayList<>();
            boolean recorded = registry.changeIfThere(analyzer.key(), now -> {
                if (!now.createdAt().equals(analyzer.createdAt())) {
                    return now;
                }
                transitions.addAll(record(analyzer, inspection, at));
                return now.scanned(resource.arn(), at);
            });
            if (recorded) {
                tell(analyzer, transitions);
            }
        } finally {
            permits.release();
        }
    }

    private ZoneOfTrust zone(RegisteredAnalyzer analyzer) {
        return analyzer.type() == Type.ORGANIZATION && parts.organization().isPresent()
                ? parts.organization().get()
                : new ZoneOfTrust.Account(analyzer.key().account());
    }

    private List<Transition> record(RegisteredAnalyzer analyzer, Inspection inspection, Instant at) {
        return switch (inspection) {
            case Inspection.Analyzed(var state, var analysis) -> parts.store().record(analyzer.arn(), analysis, at);
            // What is certain so far is not all there is: its reasons say what is waited for.
            case Inspection.Pending(var state, var answer) -> parts.store().record(analyzer.arn(), answer.soFar(), at);
            case Inspection.Unread(var analysis) -> parts.store().record(analyzer.arn(), analysis, at);
            case Inspection.Missing(var resource) -> parts.store().gone(analyzer.arn(), resource, at);
        };
    }

    private void tell(RegisteredAnalyzer analyzer, List<Transition> transitions) {
        List<FindingView> opened = new ArrayList<>();
        for (Transition transition : transitions) {
            switch (transition) {
                case Transition.Opened(var finding, var again) -> {
                    opened.add(FindingView.of(finding));
                    announcer.changed(analyzer, FindingView.of(finding));
                }
                case Transition.Resolved(var finding) -> announcer.changed(analyzer, FindingView.of(finding));
                case Transition.Unknown unknown -> findings.followErrors(analyzer);
                case Transition.Known known -> findings.followErrors(analyzer);
                // Access Analyzer itself has nobody to differ from.
                case Transition.Differed _, Transition.Agreed _ -> {}
            }
        }
        registry.find(analyzer.key())
                .ifPresent(now -> now.rules().values().forEach(rule -> findings.archive(now, rule.filter(), opened)));
    }

    /** Interrupts what runs and drops what waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
