package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.reasoning.ContextKey.ValueType;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.Draft;
import io.portcullis.reasoning.axis.LineDraft;
import io.portcullis.reasoning.axis.LineDraft.Interval;
import io.portcullis.reasoning.axis.LineDraft.Region;
import io.portcullis.reasoning.axis.ListDraft;
import io.portcullis.reasoning.axis.SetDraft;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The axes of a question while its rules are read: one for every base key that a rule or the world speaks of. */
final class Drafts {

    /** Where one of them is asked for, each depends on the others; the order is that in which a proof is looked for. */
    private static final List<String> ALTOGETHER =
            List.of("aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:viaawsservice");

    private static final Set<String> ADDRESSES = Set.of("aws:sourceip", "aws:vpcsourceip");

    private static final Set<String> CLOCK = Set.of("aws:currenttime", "aws:epochtime");

    /** Work on automata that all axes together may take. */
    private static final long CUTTING = 3 * TextClasses.COMPARISON_BUDGET;

    /** What the values of a base key are compared as. */
    private enum Sort {
        TEXT,
        SET,
        NUMBER,
        ADDRESS
    }

    private final Question question;
    private final Map<String, String> tangled;
    private final Map<String, Sort> sorts = new HashMap<>();
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, String> mentioned = new TreeMap<>();
    private final Map<VariableComparison, Compared> compared = new LinkedHashMap<>();
    private final PointTexts pointTexts = new PointTexts();
    private final TextDraft principal;
    private final Identities callers;
    private final WhoCalls whoCalls;
    private final List<String> withoutSessions;
    private final ListDraft action;
    private final TextDraft resource;

    /**
     * No axes yet.
     *
     * @param tangled keys that are known not to be decidable, with the reason
     */
    Drafts(Question question, Map<String, String> tangled) {
        this(question, Identities.of(question), tangled);
    }

    /**
     * No axes yet.
     *
     * @param callers who may call
     * @param tangled keys that are known not to be decidable, with the reason
     */
    Drafts(Question question, Identities callers, Map<String, String> tangled) {
        this.question = question;
        this.tangled = tangled;
        this.principal = new TextDraft(Binding.PRINCIPAL, false, callers);
        this.callers = callers;
        this.whoCalls = WhoCalls.unplaced(principal, callers);
        this.withoutSessions =
                callers.named().stream().filter(Principals.VOUCHED_FOR::has).toList();
        this.action = new ListDraft(Binding.ACTION, question.actions().values());
        this.resource = new TextDraft(Binding.RESOURCE, false, question.resources());
        this.resource.prefer(question.exampleResource());
        ADDRESSES.forEach(key -> sorts.put(key, Sort.ADDRESS));
        CLOCK.forEach(key -> sorts.put(key, Sort.NUMBER));
        Set<String> decided = new HashSet<>();
        for (Rule rule : question.rules()) {
            for (Condition condition : rule.statement().conditions()) {
                ContextKey key = ContextKey.of(condition);
                String base = Binding.of(key.normalized()).axis();
                Family family = condition.operator().test().family();
                if (family != Family.NULL && (decided.add(base) || key.isComparedBy(family))) {
                    sorts.put(base, sort(key, condition.operator()));
                }
            }
        }
    }

    /**
     * The first operator on a key decides what its values are compared as, where AWS has not said what they are. An address
     * is always one: no other text is ever its key's value.
     */
    private static Sort sort(ContextKey key, ConditionOperator operator) {
        String name = key.normalized();
        if (CLOCK.contains(name)) {
            return Sort.NUMBER;
        }
        if (key.type() == ValueType.IP) {
            return Sort.ADDRESS;
        }
        boolean number = key.type() == ValueType.NUMERIC;
        if ((key.kind().restricts() && !number) || name.startsWith("aws:resourceorg")) {
            return key.multivalued() ? Sort.SET : Sort.TEXT;
        }
        boolean unknownSet = key.kind() == ContextKey.Kind.UNKNOWN && operator.qualifier() != Qualifier.NONE;
        return switch (operator.test().family()) {
            case NUMERIC, DATE -> Sort.NUMBER;
            case IP -> Sort.ADDRESS;
            case STRING, ARN, BOOL, BINARY, NULL -> key.multivalued() || unknownSet ? Sort.SET : Sort.TEXT;
        };
    }

    /** The keys that conditions speak of: normalized name to spelling. */
    Map<String, String> mentioned() {
        return mentioned;
    }

    /** The base keys that have an axis, in the order in which rules and the world came to speak of them. */
    Set<String> bases() {
        return Collections.unmodifiableSet(drafts.keySet());
    }

    /** The axis of the caller. */
    TextDraft principal() {
        return principal;
    }

    /** The callers of whom it is not known which account they are. */
    WhoCalls whoCalls() {
        return whoCalls;
    }

    /** The callers of whom it is not known whether they are nobody to AWS. */
    WhoCalls vouched() {
        return WhoCalls.vouched(principal, callers, question.actions().service());
    }

    /** Callers whom identity providers vouch for and who have no session yet, as the axis of callers writes them. */
    List<String> withoutSessions() {
        return withoutSessions;
    }

    /** The axis of the action. */
    ListDraft action() {
        return action;
    }

    /** The axis of the resource. */
    TextDraft resource() {
        return resource;
    }

    /** The axis for a condition's key. */
    Draft of(Condition condition) {
        return of(ContextKey.of(condition));
    }

    private Draft of(ContextKey key) {
        mentioned.putIfAbsent(key.normalized(), key.name());
        String base = Binding.of(key.normalized()).axis();
        if (ALTOGETHER.contains(base) && !base.equals("aws:viaawsservice")) {
            ALTOGETHER.forEach(this::draft);
        }
        return base.equals(Binding.PRINCIPAL) ? principal : draft(base);
    }

    /**
     * The dimension of a comparison with values in which variables stand; its only test is whether the key matches.
     *
     * @param reason what is told of it where it cannot be decided
     * @return empty when a variable in it is not one text, when its key is neither that nor a list of texts as it says, or
     *     when its patterns are not all there is to it
     */
    Optional<String> compare(VariableComparison written, String reason) {
        VariableComparison comparison =
                written.turned().filter(other -> isBetter(other, written)).orElse(written);
        boolean followed = (comparison.isExact() || comparison.key().equals(Binding.RESOURCE))
                && !VariableComparison.TOLD_BY_KIND.contains(comparison.key())
                && (comparison.of() == VariableComparison.Of.THE_ONE
                        ? isText(comparison.key())
                        : draftOf(comparison.key()) instanceof SetDraft)
                && comparison.variables().stream().allMatch(this::isText);
        if (!followed) {
            return Optional.empty();
        }
        return Optional.of(compared.computeIfAbsent(
                        comparison,
                        added -> new Compared(
                                added,
                                "Comparison " + compared.size(),
                                presence(added.key()),
                                added.variables().stream()
                                        .collect(Collectors.toMap(Function.identity(), this::presence)),
                                whoCalls.claim().filter(_ -> added.asksWhoCalls()),
                                reason))
                .axis());
    }

    /**
     * Whether two keys are better compared in the other order: as they are elsewhere, or with one last that is told by the kind of
     * the caller. Of whom it is not known who they are, it is told by the key that stands first.
     */
    private boolean isBetter(VariableComparison turned, VariableComparison written) {
        return whoCalls.callers().isEmpty()
                && (compared.containsKey(turned) || VariableComparison.TOLD_BY_KIND.contains(written.key()));
    }

    private boolean isText(String key) {
        boolean known =
                key.equals(Binding.RESOURCE) || tangled(Binding.of(key).axis()).isEmpty();
        return known && !CLOCK.contains(key) && draftOf(key) instanceof TextDraft;
    }

    private Draft draftOf(String key) {
        return key.equals(Binding.RESOURCE) ? resource : of(ContextKey.named(key));
    }

    private Compared.Presence presence(String key) {
        Binding binding = Binding.of(key);
        Choice there = binding.presence().isPresent() && draftOf(key) instanceof TextDraft text
                ? new Choice.Test(text.test(binding.presence().get()))
                : new Choice.Present();
        return new Compared.Presence(binding.axis(), there);
    }

    /** All comparisons, in the order of the documents. */
    List<Compared> compared() {
        return List.copyOf(compared.values());
    }

    /** Whether the points of the key's line are of the operator's family. */
    boolean comparesAsWritten(Condition condition) {
        String name = ContextKey.of(condition).normalized();
        boolean addresses = sorts.get(Binding.of(name).axis()) == Sort.ADDRESS;
        return switch (condition.operator().test().family()) {
            case IP -> addresses;
            case DATE -> !addresses;
            // CurrentTime is written as a date, EpochTime as a number.
            case NUMERIC -> !addresses && !name.equals("aws:currenttime");
            case STRING, ARN, BOOL, BINARY, NULL -> false;
        };
    }

    /** Which points of the key's line are written as one of some texts; empty where it may have other values than points. */
    Optional<PointTexts.Bounds> written(ContextKey key, Texts texts) {
        boolean addresses = sorts.get(Binding.of(key.normalized()).axis()) == Sort.ADDRESS;
        return Optional.of(key)
                .filter(known -> known.isComparedBy(addresses ? Family.IP : Family.NUMERIC))
                .map(known -> pointTexts.of(known, texts));
    }

    /** A base key and the conditions that test it, of many the first. */
    String tests(String base) {
        return TestsOfKey.named(question.rules(), base);
    }

    /** Why the tests of this base key are not decided, if they are not. */
    Optional<String> tangled(String base) {
        return Optional.ofNullable(tangled.get(base));
    }

    /** The axis of a base key, where it is one of texts. */
    Optional<TextDraft> text(String base) {
        return switch (base) {
            case Binding.PRINCIPAL -> Optional.of(principal);
            case Binding.RESOURCE -> Optional.of(resource);
            default -> drafts.get(base) instanceof TextDraft text ? Optional.of(text) : Optional.empty();
        };
    }

    /** The axis of a base key, where it is one of lists of texts. */
    Optional<SetDraft> list(String base) {
        return drafts.get(base) instanceof SetDraft list ? Optional.of(list) : Optional.empty();
    }

    /** Whether rules or consistency speak of this base key. */
    boolean has(String base) {
        return drafts.containsKey(base);
    }

    /** The axis of a base key. */
    Draft draft(String base) {
        Draft known = drafts.get(base);
        return known == null ? begin(base) : known;
    }

    private Draft begin(String base) {
        Draft draft = make(base);
        drafts.put(base, draft);
        return draft;
    }

    private Draft make(String base) {
        String fact = question.facts().get(base);
        if (fact != null) {
            return new TextDraft(base, false, new Universe.Listed(List.of(fact)));
        }
        String organization = question.facts().get("aws:resourceorgid");
        if (base.equals("aws:resourceorgpaths") && organization != null) {
            return new TextDraft(base, false, Universe.of(Organizations.in(organization)));
        }
        ContextKey key = ContextKey.named(base);
        return switch (sorts.getOrDefault(base, key.multivalued() ? Sort.SET : Sort.TEXT)) {
            case SET -> new SetDraft(base, KeyValues.ofElement(base));
            case NUMBER -> number(base, key.optional());
            case ADDRESS -> addresses(base);
            case TEXT ->
                new TextDraft(
                        base, key.optional() || LackingKeys.mayLack(base, question.actions()), KeyValues.of(base));
        };
    }

    /** Of what AWS says to be a number or a date, none is less than nothing. */
    private LineDraft number(String base, boolean optional) {
        boolean clock = base.equals("aws:currenttime");
        BigDecimal from = clock
                ? Literals.seconds(question.now())
                : switch (ContextKey.named(base).type()) {
                    case NUMERIC, DATE -> BigDecimal.ZERO;
                    case STRING, ARN, BOOL, IP, BINARY -> Literals.FAR.negate();
                };
        boolean dates = clock || ContextKey.named(base).type() == ValueType.DATE;
        Region universe = Region.of(List.of(new Interval(from, Literals.FAR)));
        return new LineDraft(base, optional, false, universe, dates ? Literals::iso : BigDecimal::toPlainString);
    }

    private static LineDraft addresses(String base) {
        Region universe = base.equals("aws:sourceip") ? Addresses.OVER_THE_INTERNET : Addresses.ALL;
        return new LineDraft(base, true, true, universe, Addresses::print);
    }

    /**
     * Cuts every axis but those of texts that are too entangled.
     *
     * @throws Tangled naming the key whose tests are too entangled, where its values are not texts
     */
    Cut cut() throws Tangled {
        Map<String, String> uncut = new HashMap<>();
        Budget budget = new Budget(CUTTING);
        List<Draft> all = new ArrayList<>(List.of(principal, action, resource));
        all.addAll(drafts.values());
        List<Axis> axes = new ArrayList<>(all.size());
        for (Draft draft : all) {
            try {
                axes.add(draft.cut(budget));
            } catch (TooComplex e) {
                axes.add(uncut(draft, e));
                uncut.put(draft.key(), e.reason());
            }
        }
        List<Axis> comparisons = new ArrayList<>(compared.size());
        compared.values().forEach(comparison -> comparisons.add(comparison.cut()));
        return new Cut(List.copyOf(axes), Map.copyOf(uncut), List.copyOf(comparisons));
    }

    private Axis uncut(Draft draft, TooComplex reason) throws Tangled {
        try {
            if (draft instanceof TextDraft text) {
                return text.uncut(new Budget(CUTTING));
            }
            throw new Tangled(draft.key(), tests(draft.key()), reason.reason());
        } catch (TooComplex e) {
            throw new Tangled(draft.key(), tests(draft.key()), e.reason());
        }
    }
}
