package io.portcullis.api;

import static io.portcullis.wire.Operation.rest;

import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.accessanalyzer.model.ApplyArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ApplyArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CreateArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.DeleteArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.GetArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListArchiveRulesResponse;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UpdateArchiveRuleResponse;

/** The operations on archive rules. A rule archives findings that come after it; applied, also those there are. */
final class ArchiveRuleCalls {

    private static final String RESOURCE_TYPE = "ArchiveRule";

    private static final String RULES = "/analyzer/{analyzerName}/archive-rule";
    private static final String RULE = RULES + "/{ruleName}";

    /** The default quota of rules in an analyzer. */
    private static final int MAX_RULES = 100;

    private final AnalyzerRegistry registry;
    private final Findings findings;
    private final Clock clock;

    ArchiveRuleCalls(AnalyzerRegistry registry, Findings findings, Clock clock) {
        this.registry = registry;
        this.findings = findings;
        this.clock = clock;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                rest("ApplyArchiveRule", "PUT", "/archive-rule", ApplyArchiveRuleRequest::builder, this::apply),
                rest("CreateArchiveRule", "PUT", RULES, CreateArchiveRuleRequest::builder, this::create),
                rest("DeleteArchiveRule", "DELETE", RULE, DeleteArchiveRuleRequest::builder, this::delete),
                rest("GetArchiveRule", "GET", RULE, GetArchiveRuleRequest::builder, this::get),
                rest("ListArchiveRules", "GET", RULES, ListArchiveRulesRequest::builder, this::list),
                rest("UpdateArchiveRule", "PUT", RULE, UpdateArchiveRuleRequest::builder, this::update));
    }

    CreateArchiveRuleResponse create(Caller caller, CreateArchiveRuleRequest request) {
        String name = Inputs.ruleName(request.ruleName());
        FindingFilter filter = FindingFilter.ofRule(request.filter());
        Instant now = now();
        change(caller, request.analyzerName(), rules -> {
            if (rules.size() >= MAX_RULES) {
                throw Refusals.quota(RESOURCE_TYPE, name, "An analyzer can have " + MAX_RULES + " archive rules");
            }
            if (rules.putIfAbsent(name, new ArchiveRule(name, filter, now, now)) != null) {
                throw Refusals.conflict(
                        RESOURCE_TYPE, name, "The analyzer has an archive rule named " + Refusals.quoted(name));
            }
        });
        return CreateArchiveRuleResponse.builder().build();
    }

    UpdateArchiveRuleResponse update(Caller caller, UpdateArchiveRuleRequest request) {
        String name = Inputs.ruleName(request.ruleName());
        FindingFilter filter = FindingFilter.ofRule(request.filter());
        change(caller, request.analyzerName(), rules -> {
            ArchiveRule before = present(rules, name);
            rules.put(name, new ArchiveRule(name, filter, before.createdAt(), now()));
        });
        return UpdateArchiveRuleResponse.builder().build();
    }

    DeleteArchiveRuleResponse delete(Caller caller, DeleteArchiveRuleRequest request) {
        String name = Inputs.ruleName(request.ruleName());
        change(
                caller,
                request.analyzerName(),
                rules -> rules.remove(present(rules, name).name()));
        return DeleteArchiveRuleResponse.builder().build();
    }

    GetArchiveRuleResponse get(Caller caller, GetArchiveRuleRequest request) {
        RegisteredAnalyzer analyzer = analyzer(caller, request.analyzerName());
        return GetArchiveRuleResponse.builder()
                .archiveRule(present(analyzer.rules(), Inputs.ruleName(request.ruleName()))
                        .summary())
                .build();
    }

    ListArchiveRulesResponse list(Caller caller, ListArchiveRulesRequest request) {
        RegisteredAnalyzer analyzer = analyzer(caller, request.analyzerName());
        Pages.Page<ArchiveRule> page = Pages.of(
                List.copyOf(analyzer.rules().values()),
                ArchiveRule::name,
                request.maxResults(),
                request.nextToken(),
                "ListArchiveRules",
                analyzer.arn());
        return ListArchiveRulesResponse.builder()
                .archiveRules(page.items().stream().map(ArchiveRule::summary).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    ApplyArchiveRuleResponse apply(Caller caller, ApplyArchiveRuleRequest request) {
        RegisteredAnalyzer analyzer = AnalyzerCalls.find(registry, caller, request.analyzerArn());
        ArchiveRule rule = present(analyzer.rules(), Inputs.ruleName(request.ruleName()));
        findings.archive(analyzer, rule.filter(), findings.of(analyzer));
        return ApplyArchiveRuleResponse.builder().build();
    }

    private static ArchiveRule present(SortedMap<String, ArchiveRule> rules, String name) {
        return Optional.ofNullable(rules.get(name)).orElseThrow(() -> Refusals.notFound(RESOURCE_TYPE, name));
    }

    private RegisteredAnalyzer analyzer(Caller caller, @Nullable String name) {
        String valid = Inputs.analyzerName(name);
        return registry.find(new AnalyzerKey(caller.account(), caller.region(), valid))
                .orElseThrow(() -> Refusals.notFound(AnalyzerRegistry.RESOURCE_TYPE, valid));
    }

    private void change(Caller caller, @Nullable String analyzerName, Consumer<SortedMap<String, ArchiveRule>> change) {
        registry.change(analyzer(caller, analyzerName).key(), analyzer -> {
            SortedMap<String, ArchiveRule> rules = new TreeMap<>(analyzer.rules());
            change.accept(rules);
            return analyzer.withRules(rules);
        });
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }
}
