package io.portcullis.api;

import io.portcullis.analyzer.Resource;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/**
 * The IAM Access Analyzer API for external access. Analyzers belong to an account and a Region and live as long as this
 * object; findings are kept in the store. Scans run on virtual threads of its own, ended by {@link #close}. Safe for use
 * by many threads.
 */
public final class AccessAnalyzerApi implements AutoCloseable {

    /** The service's name in credential scopes. */
    public static final String SIGNING_NAME = "access-analyzer";

    private final ApiParts parts;
    private final AnalyzerRegistry registry = new AnalyzerRegistry();
    private final Findings findings;
    private final Scans scans;

    /** An API with no analyzers yet. */
    public AccessAnalyzerApi(ApiParts parts) {
        this.parts = parts;
        Announcer announcer = new Announcer(parts.events(), parts.clock());
        this.findings = new Findings(parts.store(), announcer, parts.clock());
        this.scans = new Scans(parts, registry, findings, announcer);
    }

    /** The service to hand to a server. */
    public Service service() {
        AnalyzerCalls analyzers = new AnalyzerCalls(
                registry, findings, scans, parts.organization().isPresent(), parts.pace(), parts.clock());
        Set<String> organizationAccounts = parts.organization()
                .map(organization -> organization.accounts())
                .orElse(Set.of());
        ResourceCalls resources = new ResourceCalls(registry, parts.store(), findings, scans, organizationAccounts);
        FindingCalls found = new FindingCalls(registry, findings, scans);
        ArchiveRuleCalls rules = new ArchiveRuleCalls(registry, findings, parts.clock());
        List<Operation<?, ?>> operations = Stream.of(
                        analyzers.operations(), resources.operations(), found.operations(), rules.operations())
                .flatMap(List::stream)
                .toList();
        return new Service(SIGNING_NAME, new Protocol.RestJson(), operations);
    }

    /**
     * Finds the ACCOUNT analyzer of an account and Region, or creates it under the given name, without a first scan.
     *
     * @return its ARN, under which the store keeps its findings
     */
    public String analyzer(String account, String region, String name) {
        return accountAnalyzer(account, region)
                .orElseGet(() -> {
                    RegisteredAnalyzer fresh = new RegisteredAnalyzer(
                            new AnalyzerKey(account, region, Inputs.analyzerName(name)),
                            Type.ACCOUNT,
                            Instant.now(parts.clock()).truncatedTo(ChronoUnit.MILLIS),
                            Optional.of("portcullis"),
                            new TreeMap<>(),
                            new TreeMap<>(),
                            Optional.empty());
                    registry.create(fresh);
                    return fresh;
                })
                .arn();
    }

    private Optional<RegisteredAnalyzer> accountAnalyzer(String account, String region) {
        return registry.in(account, region).stream()
                .filter(analyzer -> analyzer.type() == Type.ACCOUNT)
                .findFirst();
    }

    /** Begins to scan a resource for every analyzer that looks at it, as Access Analyzer does when a policy changes. */
    public void scan(Resource resource) {
        registry.watching(resource).forEach(analyzer -> scans.start(analyzer, resource));
    }

    /** Ends running scans. */
    @Override
    public void close() {
        scans.close();
    }
}
