package io.portcullis.api;

import static io.portcullis.wire.Operation.rest;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.FindingStore;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResource;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResourceSummary;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzedResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzedResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzedResourcesRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzedResourcesResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceType;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanRequest;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanResponse;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/** The operations on resources: start a scan, list and show what was analyzed. */
final class ResourceCalls {

    private final AnalyzerRegistry registry;
    private final FindingStore store;
    private final Findings findings;
    private final Scans scans;
    private final Set<String> organizationAccounts;

    ResourceCalls(
            AnalyzerRegistry registry,
            FindingStore store,
            Findings findings,
            Scans scans,
            Set<String> organizationAccounts) {
        this.registry = registry;
        this.store = store;
        this.findings = findings;
        this.scans = scans;
        this.organizationAccounts = organizationAccounts;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                rest(
                        "GetAnalyzedResource",
                        "GET",
                        "/analyzed-resource",
                        GetAnalyzedResourceRequest::builder,
                        this::get),
                rest(
                        "ListAnalyzedResources",
                        "POST",
                        "/analyzed-resource",
                        ListAnalyzedResourcesRequest::builder,
                        this::list),
                rest(
                        "StartResourceScan",
                        "POST",
                        "/resource/scan",
                        StartResourceScanRequest::builder,
                        this::startScan));
    }

    /** Answers at once; the scan runs in the background and shows in {@code analyzedAt}. */
    StartResourceScanResponse startScan(Caller caller, StartResourceScanRequest request) {
        RegisteredAnalyzer analyzer = AnalyzerCalls.find(registry, caller, request.analyzerArn());
        Resource resource = resource(Inputs.resourceArn(request.resourceArn()));
        checkOwner(analyzer, resource, Optional.ofNullable(request.resourceOwnerAccount()));
        scans.checkActive(analyzer);
        scans.start(analyzer, resource);
        return StartResourceScanResponse.builder().build();
    }

    private static Resource resource(String arn) {
        try {
            return Resource.kmsKey(arn);
        } catch (IllegalArgumentException e) {
            throw Refusals.notSupported(
                    "resourceArn",
                    Refusals.quoted(arn) + " is not the ARN of a resource that can be analyzed here; the"
                            + " ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID, is");
        }
    }

    private void checkOwner(RegisteredAnalyzer analyzer, Resource resource, Optional<String> owner) {
        if (!resource.region().equals(analyzer.key().region())) {
            throw Refusals.invalid(
                    "resourceArn",
                    "The resource is in " + resource.region() + " and the analyzer in "
                            + analyzer.key().region() + "; an analyzer looks at resources of its own Region");
        }
        if (owner.filter(account -> !account.equals(resource.account())).isPresent()) {
            throw Refusals.invalid(
                    "resourceOwnerAccount",
                    "The resourceOwnerAccount " + Refusals.quoted(owner.get()) + " is not the account of the ARN");
        }
        boolean inside = resource.account().equals(analyzer.key().account())
                || (analyzer.type() == Type.ORGANIZATION && organizationAccounts.contains(resource.account()));
        if (!inside) {
            throw Refusals.invalid(
                    "resourceArn",
                    "The resource belongs to account " + resource.account()
                            + ", which is outside the analyzer's zone of" + " trust");
        }
    }

    ListAnalyzedResourcesResponse list(Caller caller, ListAnalyzedResourcesRequest request) {
        RegisteredAnalyzer analyzer = AnalyzerCalls.find(registry, caller, request.analyzerArn());
        Optional<String> type = type(request.resourceType(), request.resourceTypeAsString());
        scans.makeDue(analyzer);
        List<Resource> all = store.resources(analyzer.arn()).stream()
                .map(kept -> kept.analysis().resource())
                .filter(resource ->
                        type.isEmpty() || type.get().equals(resource.type().cloudFormationName()))
                .toList();
        Pages.Page<Resource> page = Pages.of(
                all,
                Resource::arn,
                request.maxResults(),
                request.nextToken(),
                "ListAnalyzedResources",
                analyzer.arn(),
                type);
        return ListAnalyzedResourcesResponse.builder()
                .analyzedResources(page.items().stream()
                        .map(resource -> AnalyzedResourceSummary.builder()
                                .resourceArn(resource.arn())
                                .resourceType(resource.type().cloudFormationName())
                                .resourceOwnerAccount(resource.account())
                                .build())
                        .toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private static Optional<String> type(@Nullable ResourceType type, @Nullable String text) {
        if (type == ResourceType.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid(
                    "resourceType", "There is no resource type " + Refusals.quoted(String.valueOf(text)));
        }
        return Optional.ofNullable(text);
    }

    /** A clean resource shows just when it was analyzed and that it is not public, as AWS does. */
    GetAnalyzedResourceResponse get(Caller caller, GetAnalyzedResourceRequest request) {
        RegisteredAnalyzer analyzer = AnalyzerCalls.find(registry, caller, request.analyzerArn());
        String arn = Inputs.resourceArn(request.resourceArn());
        scans.makeDue(analyzer);
        KeptResource kept =
                store.resource(analyzer.arn(), arn).orElseThrow(() -> Refusals.notFound("AnalyzedResource", arn));
        Resource resource = kept.analysis().resource();
        List<FindingView> all = findings.of(analyzer, arn);
        AnalyzedResource.Builder shape = AnalyzedResource.builder()
                .resourceArn(resource.arn())
                .resourceType(resource.type().cloudFormationName())
                .resourceOwnerAccount(resource.account())
                .analyzedAt(kept.analyzedAt())
                .isPublic(all.stream()
                        .anyMatch(finding -> finding.status() == Status.ACTIVE
                                && finding.isPublic().orElse(false)));
        all.stream()
                .map(FindingView::status)
                .min(Comparator.naturalOrder())
                .ifPresent(status -> show(shape, status, all));
        return GetAnalyzedResourceResponse.builder().resource(shape.build()).build();
    }

    /** Shows the findings of the status that comes first: ACTIVE if any is, then ARCHIVED, then RESOLVED. */
    private static void show(AnalyzedResource.Builder shape, Status status, List<FindingView> all) {
        List<FindingView> shown =
                all.stream().filter(finding -> finding.status() == status).toList();
        shape.status(status.name())
                .actions(shown.stream()
                        .flatMap(finding -> finding.actions().stream())
                        .distinct()
                        .sorted()
                        .toList());
        shown.stream()
                .map(FindingView::createdAt)
                .min(Comparator.naturalOrder())
                .ifPresent(shape::createdAt);
        shown.stream()
                .map(FindingView::updatedAt)
                .max(Comparator.naturalOrder())
                .ifPresent(shape::updatedAt);
        if (status != Status.RESOLVED) {
            shown.stream()
                    .flatMap(finding -> finding.error().stream())
                    .findFirst()
                    .ifPresent(shape::error);
        }
    }
}
