package io.portcullis.local.securityhub;

import io.portcullis.local.paging.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.StringFilter;

/** Which findings a client asks for: those that pass every filter, each of which takes any of its values. */
final class FindingQuery {

    private static final int PAGE = 100;

    private static final Map<String, Function<AwsSecurityFinding, String>> MEMBERS = Map.of(
            "Id", AwsSecurityFinding::id,
            "ProductArn", AwsSecurityFinding::productArn,
            "GeneratorId", AwsSecurityFinding::generatorId,
            "AwsAccountId", AwsSecurityFinding::awsAccountId,
            "Region", AwsSecurityFinding::region,
            "RecordState", AwsSecurityFinding::recordStateAsString,
            "ResourceType", finding -> finding.resources().getFirst().type(),
            "ResourceId", finding -> finding.resources().getFirst().id(),
            "WorkflowStatus", finding -> finding.workflow().statusAsString());

    private FindingQuery() {}

    static GetFindingsResponse answer(GetFindingsRequest request, List<AwsSecurityFinding> all) {
        Predicate<AwsSecurityFinding> wanted =
                request.filters() == null ? finding -> true : predicate(request.filters());
        int size = request.maxResults() == null ? PAGE : request.maxResults();
        if (size < 1 || size > PAGE) {
            throw Faults.invalid("MaxResults must be from 1 to " + PAGE + ", not " + size);
        }
        Page<AwsSecurityFinding> page = page(all.stream().filter(wanted).toList(), request.nextToken(), size);
        return GetFindingsResponse.builder()
                .findings(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static Page<AwsSecurityFinding> page(
            List<AwsSecurityFinding> found, @org.jspecify.annotations.Nullable String token, int size) {
        try {
            return Page.of(
                    found, finding -> finding.productArn() + " " + finding.id(), Optional.ofNullable(token), size);
        } catch (IllegalArgumentException e) {
            throw Faults.invalid("NextToken is " + e.getMessage());
        }
    }

    private static Predicate<AwsSecurityFinding> predicate(AwsSecurityFindingFilters filters) {
        Predicate<AwsSecurityFinding> all = finding -> true;
        for (SdkField<?> field : filters.sdkFields()) {
            if (field.getValueOrDefault(filters) instanceof List<?> values && !values.isEmpty()) {
                all = all.and(predicate(field.locationName(), values));
            }
        }
        return all;
    }

    private static Predicate<AwsSecurityFinding> predicate(String member, List<?> values) {
        Function<AwsSecurityFinding, String> value = Optional.ofNullable(MEMBERS.get(member))
                .orElseThrow(() ->
                        Faults.invalid("Filters." + member + ": this local account filters by " + MEMBERS.keySet()));
        List<StringFilter> filters =
                values.stream().map(StringFilter.class::cast).toList();
        return finding -> filters.stream().anyMatch(filter -> passes(filter, value.apply(finding)));
    }

    private static boolean passes(StringFilter filter, String value) {
        return switch (filter.comparison()) {
            case EQUALS -> value.equals(filter.value());
            case PREFIX -> value.startsWith(filter.value());
            case NOT_EQUALS, PREFIX_NOT_EQUALS, CONTAINS, NOT_CONTAINS, CONTAINS_WORD, UNKNOWN_TO_SDK_VERSION ->
                throw Faults.invalid("Comparison: this local account compares by EQUALS and PREFIX");
        };
    }
}
