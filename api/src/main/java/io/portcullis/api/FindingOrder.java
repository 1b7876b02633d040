package io.portcullis.api;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.accessanalyzer.model.OrderBy;
import software.amazon.awssdk.services.accessanalyzer.model.SortCriteria;

/** The order of a listing: by resource and id, or first by an attribute that the caller names. */
final class FindingOrder {

    private static final Comparator<FindingView> BY_RESOURCE_AND_ID = Comparator.comparing(
                    (FindingView finding) -> finding.resource().arn())
            .thenComparing(FindingView::id);

    private FindingOrder() {}

    /**
     * The order that a request asks for.
     *
     * @throws io.portcullis.wire.ServiceFault naming the attribute if findings have none such
     */
    static Comparator<FindingView> of(@Nullable SortCriteria sort) {
        Optional<String> attribute = Optional.ofNullable(sort).map(SortCriteria::attributeName);
        if (attribute.isEmpty()) {
            return BY_RESOURCE_AND_ID;
        }
        String key = attribute.get();
        if (!FindingView.knows(key)) {
            throw Refusals.invalid(
                    "sort", "Findings cannot be sorted by " + Refusals.quoted(key) + "; createdAt, say, can be");
        }
        OrderBy direction = Optional.ofNullable(sort).map(SortCriteria::orderBy).orElse(OrderBy.ASC);
        if (direction == OrderBy.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid("sort", "The member orderBy must be ASC or DESC");
        }
        Comparator<FindingView> byKey =
                Comparator.comparing(finding -> finding.value(key).orElse(""));
        return (direction == OrderBy.DESC ? byKey.reversed() : byKey).thenComparing(BY_RESOURCE_AND_ID);
    }
}
