package io.portcullis.api;

import io.portcullis.analyzer.AnyOf;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;

/**
 * Which findings: all criteria must hold, and of the values of one operator any may ("Filter keys" of the IAM User
 * Guide). A value that a finding does not have is unequal to every other.
 *
 * @param criteria finding key to criterion
 */
record FindingFilter(SortedMap<String, Criterion> criteria) {

    /** The model's bound on the values of one operator. */
    private static final int MAX_VALUES = 20;

    /** Keys that come up after a rule has decided, or by which findings are ordered only. */
    private static final Set<String> NOT_IN_RULES = Set.of("status", "id");

    private static final Set<String> ORDER_ONLY = Set.of("createdAt", "updatedAt", "analyzedAt");

    FindingFilter {
        criteria = Collections.unmodifiableSortedMap(new TreeMap<>(criteria));
    }

    /**
     * The filter of a listing.
     *
     * @throws io.portcullis.wire.ServiceFault naming the key if it is not one that findings have, or its criterion
     */
    static FindingFilter ofListing(@Nullable Map<String, Criterion> criteria) {
        Map<String, Criterion> given = Optional.ofNullable(criteria).orElse(Map.of());
        given.forEach(FindingFilter::check);
        return new FindingFilter(new TreeMap<>(given));
    }

    /** The filter of an archive rule, which must have a criterion. */
    static FindingFilter ofRule(@Nullable Map<String, Criterion> criteria) {
        FindingFilter filter = ofListing(criteria);
        if (filter.criteria.isEmpty()) {
            throw Refusals.invalid("filter", "An archive rule's filter needs at least one criterion");
        }
        filter.criteria.keySet().stream()
                .filter(NOT_IN_RULES::contains)
                .findFirst()
                .ifPresent(key -> {
                    throw Refusals.invalid("filter", "The key " + key + " cannot be used in archive rules");
                });
        return filter;
    }

    private static void check(String key, Criterion criterion) {
        if (!FindingView.knows(key) || ORDER_ONLY.contains(key)) {
            throw Refusals.invalid(
                    "filter",
                    "The filter key " + Refusals.quoted(key) + " is not known; the keys are resource, resourceType,"
                            + " resourceOwnerAccount, isPublic, error, status, id, findingType,"
                            + " resourceControlPolicyRestriction, principal.AWS, principal.Federated and"
                            + " condition.<condition key>");
        }
        checkValues(key, "eq", criterion.hasEq(), criterion.eq());
        checkValues(key, "neq", criterion.hasNeq(), criterion.neq());
        checkValues(key, "contains", criterion.hasContains(), criterion.contains());
        if (!criterion.hasEq() && !criterion.hasNeq() && !criterion.hasContains() && criterion.exists() == null) {
            throw Refusals.invalid("filter", "The criterion of " + key + " needs one of eq, neq, contains and exists");
        }
    }

    private static void checkValues(String key, String operator, boolean given, List<String> values) {
        if (given && (values.isEmpty() || values.size() > MAX_VALUES)) {
            throw Refusals.invalid(
                    "filter",
                    "The operator " + operator + " of " + key + " takes 1 to " + MAX_VALUES + " values, not "
                            + values.size());
        }
    }

    boolean matches(FindingView finding) {
        return criteria.entrySet().stream().allMatch(entry -> matches(entry.getValue(), finding.value(entry.getKey())));
    }

    /** Where any of several values does, the criterion has to hold for each: a rule archives no access that it does not name. */
    private static boolean matches(Criterion criterion, Optional<String> text) {
        return text.isEmpty()
                ? matchesOne(criterion, text)
                : AnyOf.values(text.get()).stream().allMatch(value -> matchesOne(criterion, Optional.of(value)));
    }

    private static boolean matchesOne(Criterion criterion, Optional<String> value) {
        boolean eq =
                !criterion.hasEq() || value.filter(criterion.eq()::contains).isPresent();
        boolean neq =
                !criterion.hasNeq() || value.filter(criterion.neq()::contains).isEmpty();
        boolean contains = !criterion.hasContains()
                || value.filter(text -> criterion.contains().stream().anyMatch(text::contains))
                        .isPresent();
        boolean exists = criterion.exists() == null || criterion.exists() == value.isPresent();
        return eq && neq && contains && exists;
    }
}
