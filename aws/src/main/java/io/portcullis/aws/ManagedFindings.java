package io.portcullis.aws;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResource;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatus;
import software.amazon.awssdk.services.accessanalyzer.model.FindingSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsResponse;

/** The findings that AWS's Access Analyzer has of one resource, as an analysis. */
final class ManagedFindings {

    static final String PERMISSION = "access-analyzer:ListFindings";

    private ManagedFindings() {}

    /**
     * What was listed.
     *
     * @param findings those of access that exists, those included that somebody archived
     * @param errors what error findings say
     * @param archived the ids of the archived ones
     * @param broken why not all could be listed
     */
    record Listed(List<Finding> findings, List<String> errors, List<String> archived, Optional<SdkException> broken) {

        /** Whether the list does not show yet what is told of the resource. */
        boolean isBehind(AnalyzedResource analyzed) {
            boolean isPublic = findings.stream().anyMatch(Finding::isPublic);
            boolean isEmpty = findings.isEmpty() && errors.isEmpty();
            return (Boolean.TRUE.equals(analyzed.isPublic()) && !isPublic)
                    || (analyzed.status() == FindingStatus.ACTIVE && isEmpty);
        }

        Analysis analysis(Resource resource, AnalyzedResource analyzed) {
            List<String> reasons = Stream.concat(errors.stream(), Optional.ofNullable(analyzed.error()).stream())
                    .distinct()
                    .map(ManagedFindings::explained)
                    .toList();
            boolean denied = errors.contains("ACCESS_DENIED") || "ACCESS_DENIED".equals(analyzed.error());
            Verdict known = verdict(findings);
            Verdict verdict = known != Verdict.NONE || reasons.isEmpty()
                    ? known
                    : denied ? Verdict.UNREADABLE : Verdict.UNDECIDED;
            return new Analysis(
                    resource,
                    verdict,
                    findings,
                    reasons,
                    archived.stream()
                            .map(id ->
                                    "Somebody has archived AWS's finding " + id + ": its access is there all the same")
                            .toList(),
                    Optional.empty());
        }
    }

    /** Lists the findings of a resource, all pages; those of access that is gone are left out. */
    static Listed list(AccessAnalyzerClient client, String analyzer, Resource resource) {
        ListFindingsRequest request = ListFindingsRequest.builder()
                .analyzerArn(analyzer)
                .filter(Map.of(
                        "resource", Criterion.builder().eq(resource.arn()).build(),
                        "status", Criterion.builder().eq("ACTIVE", "ARCHIVED").build()))
                .build();
        List<FindingSummary> all = new ArrayList<>();
        Optional<SdkException> broken = Optional.empty();
        try {
            for (ListFindingsResponse page : client.listFindingsPaginator(request)) {
                all.addAll(page.findings());
            }
        } catch (SdkException e) {
            broken = Optional.of(e);
        }
        return new Listed(
                all.stream()
                        .filter(summary -> summary.error() == null)
                        .map(ManagedFindings::finding)
                        .toList(),
                all.stream()
                        .flatMap(summary -> Optional.ofNullable(summary.error()).stream())
                        .toList(),
                all.stream()
                        .filter(summary -> summary.status() == FindingStatus.ARCHIVED)
                        .map(FindingSummary::id)
                        .toList(),
                broken);
    }

    /** What is certain, and that it may not be all. */
    static Analysis doubted(Resource resource, List<Finding> certain, String reason) {
        Verdict verdict = verdict(certain);
        return new Analysis(resource, verdict == Verdict.NONE ? Verdict.UNDECIDED : verdict, certain, List.of(reason));
    }

    private static Finding finding(FindingSummary summary) {
        return new Finding(
                summary.id(),
                new TreeMap<>(summary.principal()),
                new TreeMap<>(summary.condition()),
                summary.action().stream().sorted().toList(),
                Boolean.TRUE.equals(summary.isPublic()),
                Optional.empty(),
                List.of());
    }

    private static Verdict verdict(List<Finding> findings) {
        if (findings.stream().anyMatch(Finding::isPublic)) {
            return Verdict.PUBLIC;
        }
        return findings.isEmpty() ? Verdict.NONE : Verdict.EXTERNAL;
    }

    private static String explained(String error) {
        return switch (error) {
            case "ACCESS_DENIED" ->
                "AWS's Access Analyzer may not read the resource (ACCESS_DENIED): let its role"
                        + " AWSServiceRoleForAccessAnalyzer read it, by the resource's policy and the organization's.";
            case "INTERNAL_ERROR" ->
                "AWS's Access Analyzer failed over the resource (INTERNAL_ERROR) and will try again by itself.";
            default -> "AWS's Access Analyzer reports the error " + error + " for the resource.";
        };
    }
}
