package io.portcullis.api;

import static io.portcullis.wire.Operation.rest;

import io.portcullis.analyzer.Resource;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.accessanalyzer.model.ApplyArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzedResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingV2Request;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzedResourcesRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsV2Request;
import software.amazon.awssdk.services.accessanalyzer.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanRequest;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateFindingsRequest;

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
                registry, findings, scans, parts.organization().isPresent(), parts.clock());
        Set<String> organizationAccounts = parts.organization()
                .map(organization -> organization.accounts())
                .orElse(Set.of());
        ResourceCalls resources = new ResourceCalls(registry, parts.store(), findings, scans, organizationAccounts);
        FindingCalls found = new FindingCalls(registry, findings);
        ArchiveRuleCalls rules = new ArchiveRuleCalls(registry, findings, parts.clock());
        String rule = "/analyzer/{analyzerName}/archive-rule/{ruleName}";
        String ruleList = "/analyzer/{analyzerName}/archive-rule";
        return new Service(
                SIGNING_NAME,
                new Protocol.RestJson(),
                List.of(
                        rest(
                                "ApplyArchiveRule",
                                "PUT",
                                "/archive-rule",
                                ApplyArchiveRuleRequest::builder,
                                rules::apply),
                        rest("CreateAnalyzer", "PUT", "/analyzer", CreateAnalyzerRequest::builder, analyzers::create),
                        rest("CreateArchiveRule", "PUT", ruleList, CreateArchiveRuleRequest::builder, rules::create),
                        rest(
                                "DeleteAnalyzer",
                                "DELETE",
                                "/analyzer/{analyzerName}",
                                DeleteAnalyzerRequest::builder,
                                analyzers::delete),
                        rest("DeleteArchiveRule", "DELETE", rule, DeleteArchiveRuleRequest::builder, rules::delete),
                        rest(
                                "GetAnalyzedResource",
                                "GET",
                                "/analyzed-resource",
                                GetAnalyzedResourceRequest::builder,
                                resources::get),
                        rest(
                                "GetAnalyzer",
                                "GET",
                                "/analyzer/{analyzerName}",
                                GetAnalyzerRequest::builder,
                                analyzers::get),
                        rest("GetArchiveRule", "GET", rule, GetArchiveRuleRequest::builder, rules::get),
                        rest("GetFinding", "GET", "/finding/{id}", GetFindingRequest::builder, found::get),
                        rest("GetFindingV2", "GET", "/findingv2/{id}", GetFindingV2Request::builder, found::getV2),
                        rest(
                                "ListAnalyzedResources",
                                "POST",
                                "/analyzed-resource",
                                ListAnalyzedResourcesRequest::builder,
                                resources::list),
                        rest("ListAnalyzers", "GET", "/analyzer", ListAnalyzersRequest::builder, analyzers::list),
                        rest("ListArchiveRules", "GET", ruleList, ListArchiveRulesRequest::builder, rules::list),
                        rest("ListFindings", "POST", "/finding", ListFindingsRequest::builder, found::list),
                        rest("ListFindingsV2", "POST", "/findingv2", ListFindingsV2Request::builder, found::listV2),
                        rest(
                                "ListTagsForResource",
                                "GET",
                                "/tags/{resourceArn}",
                                ListTagsForResourceRequest::builder,
                                analyzers::tags),
                        rest(
                                "StartResourceScan",
                                "POST",
                                "/resource/scan",
                                StartResourceScanRequest::builder,
                                resources::startScan),
                        rest("TagResource", "POST", "/tags/{resourceArn}", TagResourceRequest::builder, analyzers::tag),
                        rest(
                                "UntagResource",
                                "DELETE",
                                "/tags/{resourceArn}",
                                UntagResourceRequest::builder,
                                analyzers::untag),
                        rest("UpdateArchiveRule", "PUT", rule, UpdateArchiveRuleRequest::builder, rules::update),
                        rest("UpdateFindings", "PUT", "/finding", UpdateFindingsRequest::builder, found::update)));
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
