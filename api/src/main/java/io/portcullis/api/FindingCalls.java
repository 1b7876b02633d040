package io.portcullis.api;

import static io.portcullis.wire.Operation.rest;

import io.portcullis.response.KeptFinding.Status;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatusUpdate;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingResponse;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingV2Request;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingV2Response;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsV2Request;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsV2Response;
import software.amazon.awssdk.services.accessanalyzer.model.SortCriteria;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateFindingsRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateFindingsResponse;

/** The operations on findings. */
final class FindingCalls {

    private static final String RESOURCE_TYPE = "Finding";

    private final AnalyzerRegistry registry;
    private final Findings findings;
    private final Scans scans;

    FindingCalls(AnalyzerRegistry registry, Findings findings, Scans scans) {
        this.registry = registry;
        this.findings = findings;
        this.scans = scans;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                rest("GetFinding", "GET", "/finding/{id}", GetFindingRequest::builder, this::get),
                rest("GetFindingV2", "GET", "/findingv2/{id}", GetFindingV2Request::builder, this::getV2),
                rest("ListFindings", "POST", "/finding", ListFindingsRequest::builder, this::list),
                rest("ListFindingsV2", "POST", "/findingv2", ListFindingsV2Request::builder, this::listV2),
                rest("UpdateFindings", "PUT", "/finding", UpdateFindingsRequest::builder, this::update));
    }

    ListFindingsResponse list(Caller caller, ListFindingsRequest request) {
        Pages.Page<FindingView> page = page(
                "ListFindings",
                AnalyzerCalls.find(registry, caller, request.analyzerArn()),
                request.filter(),
                request.sort(),
                request.maxResults(),
                request.nextToken());
        return ListFindingsResponse.builder()
                .findings(page.items().stream().map(FindingShapes::summary).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    ListFindingsV2Response listV2(Caller caller, ListFindingsV2Request request) {
        Pages.Page<FindingView> page = page(
                "ListFindingsV2",
                AnalyzerCalls.find(registry, caller, request.analyzerArn()),
                request.filter(),
                request.sort(),
                request.maxResults(),
                request.nextToken());
        return ListFindingsV2Response.builder()
                .findings(page.items().stream().map(FindingShapes::summaryV2).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private Pages.Page<FindingView> page(
            String operation,
            RegisteredAnalyzer analyzer,
            Map<String, Criterion> criteria,
            @Nullable SortCriteria sort,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        scans.makeDue(analyzer);
        FindingFilter filter = FindingFilter.ofListing(criteria);
        List<FindingView> all = findings.of(analyzer).stream()
                .filter(filter::matches)
                .sorted(FindingOrder.of(sort))
                .toList();
        return Pages.of(
                all,
                FindingView::id,
                maxResults,
                nextToken,
                operation,
                analyzer.arn(),
                filter.criteria(),
                String.valueOf(sort));
    }

    GetFindingResponse get(Caller caller, GetFindingRequest request) {
        FindingView finding = find(caller, request.analyzerArn(), request.id());
        return GetFindingResponse.builder()
                .finding(FindingShapes.finding(finding))
                .build();
    }

    GetFindingV2Response getV2(Caller caller, GetFindingV2Request request) {
        return FindingShapes.findingV2(find(caller, request.analyzerArn(), request.id()));
    }

    private FindingView find(Caller caller, @Nullable String analyzerArn, @Nullable String id) {
        RegisteredAnalyzer analyzer = AnalyzerCalls.find(registry, caller, analyzerArn);
        scans.makeDue(analyzer);
        String given = Inputs.required("id", id);
        return findings.find(analyzer, given).orElseThrow(() -> Refusals.notFound(RESOURCE_TYPE, given));
    }

    /** Updates the findings of the ids, or of the resource, or where both are given those of both. */
    UpdateFindingsResponse update(Caller caller, UpdateFindingsRequest request) {
        RegisteredAnalyzer analyzer = AnalyzerCalls.find(registry, caller, request.analyzerArn());
        Status status = status(request.status());
        Optional<String> resource = Optional.ofNullable(request.resourceArn()).map(Inputs::resourceArn);
        if (!request.hasIds() && resource.isEmpty()) {
            throw Refusals.invalid("ids", "Say which findings: by ids, by resourceArn or by both");
        }
        Set<String> ids = new LinkedHashSet<>(request.ids());
        Collection<FindingView> concerned = findings.of(analyzer).stream()
                .filter(finding -> !request.hasIds() || ids.contains(finding.id()))
                .filter(finding -> resource.isEmpty()
                        || resource.get().equals(finding.resource().arn()))
                .toList();
        Set<String> found = concerned.stream().map(FindingView::id).collect(Collectors.toSet());
        ids.stream().filter(id -> !found.contains(id)).findFirst().ifPresent(id -> {
            throw Refusals.notFound(RESOURCE_TYPE, id);
        });
        findings.update(analyzer, found, status);
        return UpdateFindingsResponse.builder().build();
    }

    private static Status status(@Nullable FindingStatusUpdate status) {
        if (status == FindingStatusUpdate.ACTIVE) {
            return Status.ACTIVE;
        }
        if (status == FindingStatusUpdate.ARCHIVED) {
            return Status.ARCHIVED;
        }
        throw Refusals.invalid("status", "The member status must be ACTIVE or ARCHIVED");
    }
}
