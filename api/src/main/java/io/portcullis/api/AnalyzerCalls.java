package io.portcullis.api;

import static io.portcullis.wire.Operation.rest;

import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.InlineArchiveRule;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceResponse;

/** The operations on analyzers and their tags. */
final class AnalyzerCalls {

    private final AnalyzerRegistry registry;
    private final Findings findings;
    private final Scans scans;
    private final boolean hasOrganization;
    private final Pace pace;
    private final Clock clock;

    AnalyzerCalls(
            AnalyzerRegistry registry,
            Findings findings,
            Scans scans,
            boolean hasOrganization,
            Pace pace,
            Clock clock) {
        this.registry = registry;
        this.findings = findings;
        this.scans = scans;
        this.hasOrganization = hasOrganization;
        this.pace = pace;
        this.clock = clock;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                rest("CreateAnalyzer", "PUT", "/analyzer", CreateAnalyzerRequest::builder, this::create),
                rest(
                        "DeleteAnalyzer",
                        "DELETE",
                        "/analyzer/{analyzerName}",
                        DeleteAnalyzerRequest::builder,
                        this::delete),
                rest("GetAnalyzer", "GET", "/analyzer/{analyzerName}", GetAnalyzerRequest::builder, this::get),
                rest("ListAnalyzers", "GET", "/analyzer", ListAnalyzersRequest::builder, this::list),
                rest(
                        "ListTagsForResource",
                        "GET",
                        "/tags/{resourceArn}",
                        ListTagsForResourceRequest::builder,
                        this::tags),
                rest("TagResource", "POST", "/tags/{resourceArn}", TagResourceRequest::builder, this::tag),
                rest("UntagResource", "DELETE", "/tags/{resourceArn}", UntagResourceRequest::builder, this::untag));
    }

    CreateAnalyzerResponse create(Caller caller, CreateAnalyzerRequest request) {
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
        SortedMap<String, ArchiveRule> rules = new TreeMap<>();
        for (InlineArchiveRule rule : request.archiveRules()) {
            String name = Inputs.ruleName(rule.ruleName());
            rules.put(name, new ArchiveRule(name, FindingFilter.ofRule(rule.filter()), now, now));
        }
        RegisteredAnalyzer analyzer = new RegisteredAnalyzer(
                new AnalyzerKey(caller.account(), caller.region(), Inputs.analyzerName(request.analyzerName())),
                type(request.type()),
                now,
                Optional.ofNullable(request.clientToken()),
                new TreeMap<>(request.tags()),
                rules,
                Optional.empty());
        if (registry.create(analyzer)) {
            scans.startAll(analyzer);
        }
        return CreateAnalyzerResponse.builder().arn(analyzer.arn()).build();
    }

    private Type type(@Nullable Type type) {
        if (type == null || type == Type.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid("type", "The member type must be ACCOUNT or ORGANIZATION");
        }
        if (type != Type.ACCOUNT && type != Type.ORGANIZATION) {
            throw Refusals.notSupported(
                    "type", "Analyzers of type " + type + " are not served here; ACCOUNT and ORGANIZATION are");
        }
        if (type == Type.ORGANIZATION && !hasOrganization) {
            throw Refusals.invalid(
                    "type",
                    "There is no organization here; give its id in the settings, or create an ACCOUNT analyzer");
        }
        return type;
    }

    GetAnalyzerResponse get(Caller caller, GetAnalyzerRequest request) {
        String name = Inputs.analyzerName(request.analyzerName());
        return GetAnalyzerResponse.builder()
                .analyzer(registry.find(new AnalyzerKey(caller.account(), caller.region(), name))
                        .orElseThrow(() -> Refusals.notFound(AnalyzerRegistry.RESOURCE_TYPE, name))
                        .summary(pace, Instant.now(clock)))
                .build();
    }

    ListAnalyzersResponse list(Caller caller, ListAnalyzersRequest request) {
        Optional<Type> type = Optional.ofNullable(request.type());
        if (type.filter(Type.UNKNOWN_TO_SDK_VERSION::equals).isPresent()) {
            throw Refusals.invalid("type", "There is no analyzer type " + Refusals.quoted(request.typeAsString()));
        }
        List<RegisteredAnalyzer> all = registry.in(caller.account(), caller.region()).stream()
                .filter(analyzer -> type.isEmpty() || type.get() == analyzer.type())
                .toList();
        Pages.Page<RegisteredAnalyzer> page = Pages.of(
                all,
                RegisteredAnalyzer::arn,
                request.maxResults(),
                request.nextToken(),
                "ListAnalyzers",
                caller.account(),
                caller.region(),
                type);
        return ListAnalyzersResponse.builder()
                .analyzers(page.items().stream()
                        .map(analyzer -> analyzer.summary(pace, Instant.now(clock)))
                        .toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    DeleteAnalyzerResponse delete(Caller caller, DeleteAnalyzerRequest request) {
        String name = Inputs.analyzerName(request.analyzerName());
        AnalyzerKey key = new AnalyzerKey(caller.account(), caller.region(), name);
        RegisteredAnalyzer analyzer =
                registry.find(key).orElseThrow(() -> Refusals.notFound(AnalyzerRegistry.RESOURCE_TYPE, name));
        if (!registry.remove(key, () -> findings.forget(analyzer))) {
            throw Refusals.notFound(AnalyzerRegistry.RESOURCE_TYPE, name);
        }
        return DeleteAnalyzerResponse.builder().build();
    }

    TagResourceResponse tag(Caller caller, TagResourceRequest request) {
        changeTags(caller, request.resourceArn(), tags -> {
            tags.putAll(request.tags());
            return tags;
        });
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
        changeTags(caller, request.resourceArn(), tags -> {
            request.tagKeys().forEach(tags::remove);
            return tags;
        });
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse tags(Caller caller, ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(byArn(caller, request.resourceArn()).tags())
                .build();
    }

    private void changeTags(Caller caller, @Nullable String arn, UnaryOperator<Map<String, String>> change) {
        registry.change(
                byArn(caller, arn).key(), analyzer -> analyzer.withTags(change.apply(new TreeMap<>(analyzer.tags()))));
    }

    private RegisteredAnalyzer byArn(Caller caller, @Nullable String arn) {
        return find(registry, caller, Inputs.required("resourceArn", arn));
    }

    /**
     * The caller's analyzer of this ARN.
     *
     * @throws io.portcullis.wire.ServiceFault if there is none in the caller's account and Region
     */
    static RegisteredAnalyzer find(AnalyzerRegistry registry, Caller caller, @Nullable String arn) {
        String valid = Inputs.analyzerArn(arn);
        return registry.in(caller.account(), caller.region()).stream()
                .filter(analyzer -> analyzer.arn().equals(valid))
                .findFirst()
                .orElseThrow(() -> Refusals.notFound(AnalyzerRegistry.RESOURCE_TYPE, valid));
    }
}
