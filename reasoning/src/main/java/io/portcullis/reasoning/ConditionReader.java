package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Effect;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.Draft;
import io.portcullis.reasoning.axis.LineDraft;
import io.portcullis.reasoning.axis.LineDraft.Region;
import io.portcullis.reasoning.axis.ListDraft;
import io.portcullis.reasoning.axis.SetDraft;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.concrete.Letters;
import io.portcullis.reasoning.concrete.PerhapsNobody;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.concrete.Unplaced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns one condition into a test on its key's axis, its truth for an absent key included. One use. */
final class ConditionReader {

    private final Question question;
    private final Drafts drafts;
    private final FoldedCase foldedCase;
    private final Rule rule;
    private final Condition condition;
    private final boolean labelled;
    private final ContextKey key;
    private final Binding binding;
    private final Test test;
    private final Satisfied satisfied;
    private final Doubts doubts;
    private final KnownVariables variables;
    private final List<Label> labels = new ArrayList<>();
    private final List<Claim> unnamed = new ArrayList<>();

    /** A reader of one condition; {@code labelled} says whether its values are to be shown in findings. */
    ConditionReader(
            Question question, Drafts drafts, FoldedCase foldedCase, Rule rule, Condition condition, boolean labelled) {
        this.question = question;
        this.drafts = drafts;
        this.foldedCase = foldedCase;
        this.rule = rule;
        this.condition = condition;
        this.labelled = labelled;
        this.key = ContextKey.of(condition);
        this.binding = Binding.of(key.normalized());
        this.test = condition.operator().test();
        this.satisfied = new Satisfied(condition);
        this.doubts = new Doubts(rule, condition);
        this.variables = new KnownVariables(question, rule);
    }

    /** The values that findings may show, once the condition is read. */
    List<Label> labels() {
        return labels;
    }

    /** What is true of strangers, once the condition is read. */
    List<Claim> unnamed() {
        return unnamed;
    }

    Part read() {
        WhoCalls unplaced = drafts.whoCalls();
        WhoCalls vouched = dependsOnNobody() ? drafts.vouched() : WhoCalls.NOBODY;
        boolean open = unplaced.callers().isPresent()
                && new Unplaced(question.zone().partition(), question.zone().accounts())
                        .leavesOpen(condition, rule.hasVariables());
        Effect effect = rule.statement().effect();
        return open
                ? unplaced.and(vouched).open(known(), effect, drafts, doubts.unplaced())
                : vouched.open(known(), effect, drafts, doubts.vouched());
    }

    /** Whether it matters that who asks for a session may be nobody to AWS, and have what nobody has. */
    private boolean dependsOnNobody() {
        Optional<String> nobody = PerhapsNobody.has(key.normalized());
        return nobody.isPresent()
                && drafts.vouched().callers().isPresent()
                && (isText() || test == Test.NULL)
                && satisfied.by(nobody.get(), () -> textValues().union()) != satisfied.byNothing();
    }

    private Part known() {
        if (condition.values().items().isEmpty() || Unreadable.is(condition, rule.hasVariables())) {
            return inDoubt();
        }
        if (variables.isElsewhere(key)) {
            return elsewhere();
        }
        Optional<ContextKey> partly =
                isText() ? variables.elsewhere(condition.values().texts()) : Optional.empty();
        if (partly.isPresent()) {
            return new Part.Doubt(Doubts.elsewhere(rule.name(), partly.get()));
        }
        Optional<String> tangled = drafts.tangled(binding.axis());
        if (tangled.isPresent()) {
            return new Part.Doubt(tangled.get());
        }
        Draft axis = drafts.of(condition);
        if (test == Test.NULL) {
            return presence(axis);
        }
        return switch (axis) {
            case TextDraft text when isText() -> inCase(values -> texts(text, values.on(binding)));
            case SetDraft set when isText() -> inCase(values -> sets(set, values));
            case LineDraft line when drafts.comparesAsWritten(condition) -> points(line);
            case LineDraft line when isText() -> written(line);
            case TextDraft ignored -> mixed("texts");
            case SetDraft ignored -> mixed("lists of texts");
            case LineDraft ignored -> mixed("numbers, times or addresses");
            case ListDraft ignored -> mixed("actions");
        };
    }

    /** Only requests to its service have the key: of a question about another service none, of one about several some. */
    private Part elsewhere() {
        if (question.actions().service().isEmpty()) {
            return new Part.Doubt(Doubts.elsewhere(rule.name(), key));
        }
        boolean readable = isText()
                || test == Test.NULL
                || condition.values().texts().stream()
                        .allMatch(text -> region(text).isPresent());
        if (!readable) {
            return inDoubt();
        }
        return satisfied.byNothing() ? new Part.Always() : new Part.Never();
    }

    private boolean isText() {
        return switch (test.family()) {
            case STRING, ARN, BOOL, BINARY -> true;
            case NUMERIC, DATE, IP, NULL -> false;
        };
    }

    /** What AWS does is not known: an Allow is taken to hold and a Deny not to, so that doubt is reported. */
    private Part inDoubt() {
        return new Part.Chosen(
                rule.statement().effect() == Effect.ALLOW ? new Part.Always() : new Part.Never(),
                new Part.Doubt(doubts.unreadable()));
    }

    private Part.Doubt mixed(String others) {
        return new Part.Doubt(doubts.mixed(others));
    }

    private Part presence(Draft axis) {
        return switch (condition.operator().qualifier()) {
            case FOR_ALL_VALUES -> new Part.Always();
            case FOR_ANY_VALUE -> new Part.Never();
            case NONE -> {
                Choice there = presenceOn(axis);
                Choice result = satisfied.asksFor(true) ? there : new Choice.Everything().not();
                yield new Part.Cut(axis.key(), satisfied.asksFor(false) ? result.or(there.not()) : result);
            }
        };
    }

    private Choice presenceOn(Draft axis) {
        if (binding.presence().isEmpty() || !(axis instanceof TextDraft text)) {
            return new Choice.Present();
        }
        Choice known = new Choice.Test(text.test(binding.presence().get()));
        return Unplaced.has(key.normalized()) ? drafts.whoCalls().orTheirs(known) : known;
    }

    private Choice passing(Draft axis, Choice matching) {
        Choice there = presenceOn(axis);
        Choice passes = there.and(test.negated() ? matching.not() : matching);
        return satisfied.byNothing() ? passes.or(there.not()) : passes;
    }

    /** What of letters that may be the same but for case is a doubt; most keys have no other letters than those of ASCII. */
    private Part inCase(Function<TextValues, Part> read) {
        TextValues values = textValues();
        Part perhaps = read.apply(values);
        if (!foldedCase.isDoubt(condition)) {
            return perhaps;
        }
        // A variable's value is compared in one way.
        Part surely = values.firstUnknown().isPresent()
                ? new Part.Never()
                : read.apply(TextValues.of(condition, variables, binding.any(), Letters.SURELY_ALIKE));
        return FoldedCase.of(rule.statement().effect(), test, surely, perhaps, doubts.letters());
    }

    private Part texts(TextDraft axis, TextValues values) {
        if (labelled && labels.isEmpty()) {
            values.all().forEach(value -> label(axis, value));
        }
        Choice passing = passing(axis, new Choice.Test(axis.test(values.union())));
        Likely.prefer(axis, key, values);
        Optional<TextValues.Value> unknown = values.firstUnknown();
        if (unknown.isEmpty()) {
            return new Part.Cut(axis.key(), passing);
        }
        Optional<String> compared = compare(
                values.all(), unknown.get(), VariableComparison.Of.THE_ONE, satisfied.byNothing() != test.negated());
        if (compared.isPresent()) {
            if (labelled) {
                values.all().forEach(this::unnamed);
            }
            return new Part.Cut(compared.get(), test.negated() ? Compared.MATCHES.not() : Compared.MATCHES);
        }
        // A variable may take every value or none.
        Choice matchingAll = passing(axis, new Choice.Everything());
        String reason = doubts.notFollowed(unknown.get().written());
        return test.negated()
                ? new Part.Between(axis.key(), matchingAll, passing, reason)
                : new Part.Between(axis.key(), passing, matchingAll, reason);
    }

    private Optional<String> compare(
            List<TextValues.Value> values, TextValues.Value unknown, VariableComparison.Of of, boolean whenAbsent) {
        List<Template> filledIn =
                values.stream().flatMap(value -> value.filledIn().stream()).toList();
        return drafts.compare(
                new VariableComparison(key.normalized(), filledIn, VariableComparison.Style.of(test), of, whenAbsent),
                doubts.filledIn(unknown.written()));
    }

    private TextValues textValues() {
        return TextValues.of(condition, variables, binding.any(), Letters.PERHAPS_ALIKE);
    }

    /** A value that a property of the resource fills in, or is compared with, is one that the policy names. */
    private void unnamed(TextValues.Value value) {
        if (value.filledIn()
                .filter(template -> NamedByResource.is(key, template))
                .isPresent()) {
            compare(List.of(value), value, VariableComparison.Of.THE_ONE, false)
                    .ifPresent(axis -> unnamed.add(new Claim(axis, Compared.MATCHES.not())));
        }
    }

    private Part sets(SetDraft axis, TextValues values) {
        Optional<TextValues.Value> unknown = values.firstUnknown();
        Qualifier qualifier = condition.operator().qualifier();
        boolean every = qualifier == Qualifier.FOR_ALL_VALUES;
        if (unknown.isPresent()) {
            return compared(values, unknown.get(), every)
                    .<Part>map(taken ->
                            qualifier == Qualifier.NONE ? ofSeveral(taken, taken.atMost(doubts.several())) : taken)
                    .orElseGet(() ->
                            new Part.Doubt(doubts.notFollowed(unknown.get().written())));
        }
        int index = axis.test(new SetDraft.SetTest(every, values.union(), test.negated()));
        Choice absent = satisfied.byNothing() ? new Choice.Present().not() : new Choice.Everything().not();
        Choice passing = new Choice.Test(index).or(absent);
        Part taken = new Part.Cut(axis.key(), passing);
        if (qualifier != Qualifier.NONE) {
            return taken;
        }
        Choice surely =
                new Choice.Test(index).and(new Choice.Test(axis.single())).or(absent);
        return ofSeveral(taken, new Part.Between(axis.key(), surely, passing, doubts.several()));
    }

    /** Several values under a plain operator: not known, so an Allow is taken to match and a Deny may or may not. */
    private Part ofSeveral(Part taken, Part strictly) {
        return rule.statement().effect() == Effect.DENY ? strictly : new Part.Chosen(taken, strictly);
    }

    /** That no element matches is that not some do, and that some do not is that not all do. */
    private Optional<Part.Cut> compared(TextValues values, TextValues.Value unknown, boolean every) {
        VariableComparison.Of of = every != test.negated() ? VariableComparison.Of.EVERY : VariableComparison.Of.SOME;
        return compare(values.all(), unknown, of, satisfied.byNothing() != test.negated())
                .map(axis -> new Part.Cut(axis, test.negated() ? Compared.MATCHES.not() : Compared.MATCHES));
    }

    private Part written(LineDraft axis) {
        TextValues values = textValues();
        Optional<Scalar> unknown = values.firstUnknown().map(TextValues.Value::written);
        Optional<PointTexts.Bounds> bounds = drafts.written(key, values.union());
        if (bounds.isEmpty()) {
            return unknown.<Part>map(value -> new Part.Doubt(doubts.notFollowed(value)))
                    .orElseGet(() -> mixed("numbers, times or addresses"));
        }
        if (labelled) {
            values.all().forEach(value -> label(axis, value));
        }
        Choice surely = passing(axis, new Choice.Test(axis.test(bounds.get().surely())));
        if (unknown.isEmpty() && bounds.get().areOne()) {
            return new Part.Cut(axis.key(), surely);
        }
        // A variable may take every value or none.
        Choice possibly = passing(
                axis,
                unknown.isPresent()
                        ? new Choice.Everything()
                        : new Choice.Test(axis.test(bounds.get().possibly())));
        String reason = unknown.map(doubts::notFollowed).orElseGet(doubts::spelling);
        return test.negated()
                ? new Part.Between(axis.key(), possibly, surely, reason)
                : new Part.Between(axis.key(), surely, possibly, reason);
    }

    /** Findings show a text only where it is known which points have it; whose address it is, is no stranger all the same. */
    private void label(LineDraft axis, TextValues.Value value) {
        value.texts().flatMap(texts -> drafts.written(key, texts)).ifPresent(bounds -> {
            if (bounds.areOne()) {
                int index = axis.test(bounds.possibly());
                label(
                        value.written(),
                        axis,
                        index,
                        value.filledIn()
                                .filter(known -> Pins.text(key.normalized(), test, known))
                                .map(_ -> index));
            } else if (key.kind().restricts()) {
                PointTexts.address(value.written().text())
                        .map(address -> new Choice.Test(axis.test(Region.of(List.of(address)))))
                        .ifPresent(address -> unnamed.add(new Claim(axis.key(), address.not())));
            }
        });
    }

    private Part points(LineDraft axis) {
        List<Choice> tests = new ArrayList<>();
        for (Scalar value : condition.values().items()) {
            Optional<Region> region = region(value.text());
            if (region.isEmpty()) {
                return inDoubt();
            }
            int index = axis.test(region.get());
            tests.add(new Choice.Test(index));
            Pins.point(key.normalized(), test, value.text())
                    .ifPresent(pin -> label(value, axis, index, pin ? Optional.of(index) : Optional.empty()));
        }
        return new Part.Cut(axis.key(), passing(axis, new Choice.Any(tests)));
    }

    private Optional<Region> region(String text) {
        return switch (test.family()) {
            case IP -> Addresses.parse(text).map(range -> Region.of(List.of(range.interval())));
            case DATE -> Literals.instant(text).map(this::region);
            case NUMERIC -> Literals.number(text).map(this::region);
            case STRING, ARN, BOOL, BINARY, NULL -> Optional.empty();
        };
    }

    private Region region(BigDecimal point) {
        return Literals.region(test, point);
    }

    private void label(TextDraft axis, TextValues.Value value) {
        if (value.filledIn().isPresent() && value.texts().isPresent()) {
            Template known = value.filledIn().get();
            int index = axis.test(value.texts().get());
            boolean pin = Pins.text(key.normalized(), test, known);
            label(
                    value.written(),
                    axis,
                    index,
                    ofAccount(axis, known).or(() -> pin ? Optional.of(index) : Optional.empty()));
        }
    }

    /** A principal's ARN names its account, not itself alone; where a pattern says it, others may fit, and are strangers. */
    private Optional<Integer> ofAccount(TextDraft axis, Template value) {
        return Optional.of(value)
                .filter(_ -> key.normalized().equals("aws:principalarn"))
                .flatMap(Pins::account)
                .map(account -> axis.test(new Principals.InAccount("", account)));
    }

    private void label(Scalar value, Draft axis, int index, Optional<Integer> pinned) {
        // What every request has tells nobody from anybody else.
        boolean told = !question.facts().containsKey(key.normalized());
        if (told && (key.kind().restricts() || question.shown().contains(key.normalized()))) {
            labels.add(new Label(
                    drafts.mentioned().getOrDefault(key.normalized(), key.name()),
                    PrincipalType.AWS,
                    value.text(),
                    axis.key(),
                    new Choice.Test(index),
                    pinned.filter(pin -> key.kind().restricts()).map(Choice.Test::new)));
        }
    }
}
