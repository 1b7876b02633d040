package io.portcullis.reasoning.judge;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Scalar;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All requests that one policy can tell apart, written out: the product of few choices in each dimension. */
final class World {

    /** Which keys each dimension fills in. */
    private record Keys(Word.Group group, Set<String> names) {}

    /**
     * A request that the policy allows an outsider.
     *
     * @param at the index of the choice in each dimension
     * @param request the request
     * @param strange whether a stranger can make it
     */
    record Point(List<Integer> at, Request request, boolean strange) {
        /** Whether it is of the label. */
        boolean has(Label label) {
            return label.choices().get(at.get(label.dimension()));
        }
    }

    private final Question question;
    private final Reading reading = new Reading();
    private final Evaluator evaluator;
    private final List<Keys> keys = new ArrayList<>();

    /** The keys that the policy speaks of. */
    private final Set<String> spoken = new LinkedHashSet<>();

    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<Predicate<Choice>> named;
    private final Map<String, List<Label>> labels = new LinkedHashMap<>();

    World(Question question) {
        this.question = question;
        this.evaluator = new Evaluator(
                question.rules(),
                question.anonymousCallers(),
                question.zone().partition(),
                question.zone().accounts());
        question.rules()
                .forEach(rule -> rule.statement()
                        .conditions()
                        .forEach(
                                condition -> spoken.add(Word.of(condition.key()).key())));
        for (Word.Group group : Word.Group.values()) {
            if (group != Word.Group.FREE) {
                keys.add(new Keys(group, names(spoken, group)));
            }
        }
        names(spoken, Word.Group.FREE).forEach(key -> keys.add(new Keys(Word.Group.FREE, Set.of(key))));
        named = new Strangers(question.rules())
                .named().stream().map(each -> each.test(reading)).toList();
        keys.forEach(each -> dimensions.add(Dimension.of(choices(each), tests(each), named, question.zone())));
        question.rules().stream().filter(rule -> !isIdle(rule)).forEach(this::label);
    }

    /**
     * Whether it is an Allow that without a look at conditions lets no outsider in: it lists trusted callers alone, or actions
     * of other services. Findings do not speak its words.
     */
    private boolean isIdle(Rule rule) {
        Dimension identities = dimensions.get(dimension(Word.Group.IDENTITY, ""));
        boolean listsOutsiders = rule.statement().principals().orElseThrow().negated()
                || identities.where(reading.principals(rule)).intersects(identities.outside());
        return Reading.allows(rule)
                && rule.statement().conditions().isEmpty()
                && (!listsOutsiders
                        || question.actions().names().stream().noneMatch(action -> reading.action(rule, action)));
    }

    private static Set<String> names(Set<String> spoken, Word.Group group) {
        Set<String> names = new LinkedHashSet<>(spoken);
        names.removeIf(key -> Word.of(key).group() != group);
        return names;
    }

    private List<Choice> choices(Keys of) {
        if (of.group == Word.Group.FREE) {
            return Candidates.of(Word.of(of.names.iterator().next()));
        }
        List<Choice> choices = new ArrayList<>(
                Candidates.of(of.group, of.names, question.zone().organization()));
        if (of.group == Word.Group.IDENTITY) {
            addSpokenOf(choices);
            if (question.anonymousCallers()) {
                choices.add(Candidates.identity(new Identity.Anonymous()));
            }
        }
        return choices;
    }

    /** Only a policy's own words bring identity providers, canonical users and other partitions into the world. */
    private void addSpokenOf(List<Choice> choices) {
        Set<String> spoken = new LinkedHashSet<>();
        for (Rule rule : question.rules()) {
            for (Principal principal :
                    rule.statement().principals().orElseThrow().principals()) {
                switch (principal) {
                    case Principal.Federated each ->
                        choices.add(Candidates.identity(new Identity.FederatedSession(each.written())));
                    case Principal.CanonicalUser each ->
                        choices.add(Candidates.identity(new Identity.Canonical(each.written())));
                    default -> spoken.addAll(List.of(principal.written().split(":")));
                }
            }
        }
        choices.removeIf(choice -> choice.identity().orElseThrow() instanceof Identity.Aws aws
                && !aws.partition().equals("aws")
                && !spoken.contains(aws.partition()));
    }

    /** All that the policy asks of the keys, clause by clause and value by value. */
    private List<Predicate<Choice>> tests(Keys of) {
        List<Predicate<Choice>> tests = new ArrayList<>();
        // What combinations there are depends on these.
        tests.add(choice -> choice.context().isEmpty());
        for (Class<? extends Identity> kind : List.of(
                Identity.Aws.class,
                Identity.Anonymous.class,
                Identity.Canonical.class,
                Identity.FederatedSession.class)) {
            tests.add(choice -> choice.identity().filter(kind::isInstance).isPresent());
        }
        tests.add(choice -> choice.identity().filter(World::isRoot).isPresent());
        tests.add(choice ->
                choice.identity().filter(Consistency::isSessionOfARole).isPresent());
        tests.add(Consistency::namesContext);
        for (Rule rule : question.rules()) {
            if (of.group == Word.Group.IDENTITY) {
                tests.add(reading.principals(rule));
                listed(rule).forEach((principal, type) -> tests.add(reading.principal(rule, principal, type)));
            }
            for (Condition condition : rule.statement().conditions()) {
                if (of.names.contains(Word.of(condition.key()).key())) {
                    tests.add(reading.condition(rule, condition));
                    values(condition).forEach(value -> tests.add(reading.value(rule, condition, value)));
                }
            }
        }
        return tests;
    }

    private static Map<Principal, PrincipalType> listed(Rule rule) {
        Map<Principal, PrincipalType> listed = new LinkedHashMap<>();
        if (rule.statement().principals().orElseThrow().form() instanceof PrincipalClause.ByType byType) {
            byType.groups()
                    .forEach(group -> group.values()
                            .texts()
                            .forEach(text -> listed.put(Principal.parse(group.type(), text), group.type())));
        }
        return listed;
    }

    /** What a key is compared with; nothing where that is not known: bytes, and truth values that are none. */
    private static List<Scalar> values(Condition condition) {
        boolean known = switch (condition.operator().test().family()) {
            case NULL, BINARY -> false;
            case BOOL ->
                condition.values().texts().stream().allMatch(text -> text.matches("(?i)true|false|.*\\$\\{.*"));
            case STRING, ARN, NUMERIC, DATE, IP -> true;
        };
        return known ? condition.values().items() : List.of();
    }

    private void label(Rule rule) {
        listed(rule).forEach((principal, type) -> {
            if (type != PrincipalType.SERVICE && !(principal instanceof Principal.Everyone)) {
                String shown = principal instanceof Principal.Account account ? account.account() : principal.written();
                label("Principal", type, shown, Word.Group.IDENTITY, reading.principal(rule, principal, type));
            }
        });
        for (Condition condition : rule.statement().conditions()) {
            Word word = Word.of(condition.key());
            if (word.restricts()) {
                values(condition)
                        .forEach(value -> label(
                                word.key(),
                                PrincipalType.AWS,
                                value.text(),
                                word.group(),
                                reading.value(rule, condition, value)));
            }
        }
    }

    /** Labels of equal choices are one label, the first as written; that of all choices is no label. */
    private void label(String key, PrincipalType type, String value, Word.Group group, Predicate<Choice> test) {
        int dimension = dimension(group, key);
        Label label =
                new Label(type, value, dimension, dimensions.get(dimension).where(test), test);
        List<Label> known = labels.computeIfAbsent(key, k -> new ArrayList<>());
        boolean all = label.choices().cardinality()
                        == dimensions.get(dimension).choices().size()
                // Whoever is of an account has it: it tells them only from who is nobody.
                || (key.equals("aws:PrincipalIsAWSService") && areOfAccounts(dimension(Word.Group.IDENTITY, "")));
        if (!all && known.stream().noneMatch(other -> other.choices().equals(label.choices()))) {
            known.add(label);
        }
    }

    private boolean areOfAccounts(int identities) {
        return dimensions.get(identities).choices().stream()
                .noneMatch(choice -> choice.identity().orElseThrow() instanceof Identity.Anonymous);
    }

    private int dimension(Word.Group group, String key) {
        int dimension = 0;
        while (keys.get(dimension).group != group
                || (group == Word.Group.FREE && !keys.get(dimension).names.contains(key))) {
            dimension++;
        }
        return dimension;
    }

    /** The labels of each key that findings speak of. */
    Map<String, List<Label>> labels() {
        return labels;
    }

    /** What is wrong with the proof of a finding. */
    List<String> objections(Access.Cell cell) {
        Request witness = cell.witness();
        Choice choice = Consistency.choice(witness);
        List<String> objections = new ArrayList<>(Consistency.contradictions(witness, question.zone()));
        if (!evaluator.allows(witness)) {
            objections.add("it is not allowed");
        }
        if (!cell.actions().contains(witness.action())) {
            objections.add("it is of another action");
        }
        if (cell.isPublic() && named.stream().anyMatch(each -> each.test(choice))) {
            objections.add("it is no stranger's");
        }
        // The same text may stand for itself in one condition and be a pattern in another.
        labels.forEach((key, values) -> picked(cell, key).ifPresent(picked -> {
            if (values.stream()
                    .noneMatch(label ->
                            label.value().equals(picked) && label.test().test(choice))) {
                objections.add("it is not of " + key + " " + picked);
            }
        }));
        return objections;
    }

    private static Optional<String> picked(Access.Cell cell, String key) {
        if (key.equals("Principal")) {
            return Optional.of(cell.principal()).filter(principal -> !principal.equals("*"));
        }
        return cell.condition().entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(key))
                .map(each -> String.join(" or ", each.getValue()))
                .findFirst();
    }

    /** Whether elements of sets are among the choices: there are more of those than are written out. */
    boolean hasSets() {
        return keys.stream()
                .flatMap(each -> each.names.stream())
                .anyMatch(key -> Word.of(key).sort() == Word.Sort.SET);
    }

    /**
     * Whether an address is compared with a text that only some ways to write it match, so that it is not known which findings
     * show it; or as text alone, where any text counts as an address.
     */
    boolean hasTextsOfNoOneForm() {
        List<Condition> ofAddresses = question.rules().stream()
                .flatMap(rule -> rule.statement().conditions().stream())
                .filter(condition -> Word.of(condition.key()).sort() == Word.Sort.ADDRESS)
                .toList();
        Set<Word> known = ofAddresses.stream()
                .filter(condition -> condition.operator().test().family() == Family.IP)
                .map(condition -> Word.of(condition.key()))
                .collect(Collectors.toSet());
        return ofAddresses.stream()
                .filter(condition -> condition.operator().test().family() != Family.IP)
                .anyMatch(condition -> !known.contains(Word.of(condition.key()))
                        || values(condition).stream()
                                .anyMatch(value -> value.text().startsWith("*.")
                                        || value.text().contains(":")));
    }

    /** How many requests there are, identities by actions by the rest. */
    long size() {
        return dimensions.stream()
                .mapToLong(dimension -> dimension.choices().size())
                .reduce(question.actions().names().size(), Math::multiplyExact);
    }

    /** Every request that the policy allows an outsider. */
    List<Point> allowed() {
        List<Point> points = new ArrayList<>();
        int[] at = new int[dimensions.size()];
        do {
            question.actions().names().forEach(action -> add(at, action, points));
        } while (next(at));
        return points;
    }

    /** Those of so many random requests that the policy allows an outsider. */
    List<Point> allowed(Random random, int tries) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            int[] at = dimensions.stream()
                    .mapToInt(dimension -> random.nextInt(dimension.choices().size()))
                    .toArray();
            add(
                    at,
                    question.actions()
                            .names()
                            .get(random.nextInt(question.actions().names().size())),
                    points);
        }
        return points;
    }

    private boolean next(int[] at) {
        for (int d = 0; d < at.length; d++) {
            if (++at[d] < dimensions.get(d).choices().size()) {
                return true;
            }
            at[d] = 0;
        }
        return false;
    }

    /**
     * Nobody vouches for the organization of somebody without an account; of whoever signs it is known not to be a service;
     * nobody and root users have no tags.
     */
    private boolean isPossible(Choice all) {
        boolean askedOfServices = spoken.contains("aws:PrincipalIsAWSService");
        boolean toldOfServices = all.value("aws:PrincipalIsAWSService").isPresent();
        boolean inOrganization = all.value("aws:PrincipalOrgID").isPresent();
        boolean tagged = all.value("aws:PrincipalTag/team").isPresent();
        return Consistency.agreesOnNames(all, spoken)
                && Consistency.agreesOnSession(all, spoken)
                && switch (all.identity().orElseThrow()) {
                    case Identity.Aws aws -> (!askedOfServices || toldOfServices) && !(tagged && isRoot(aws));
                    case Identity.Service ignored -> true;
                    case Identity.Federated ignored -> !inOrganization && !toldOfServices;
                    case Identity.FederatedSession ignored -> !askedOfServices || toldOfServices;
                    case Identity.Canonical ignored -> !askedOfServices || toldOfServices;
                    case Identity.Anonymous ignored -> !inOrganization && !toldOfServices && !tagged;
                };
    }

    private static boolean isRoot(Identity identity) {
        return identity instanceof Identity.Aws aws && aws.type().equals("Account");
    }

    private void add(int[] at, String action, List<Point> into) {
        boolean strange = true;
        Choice all = Choice.NOTHING;
        for (int d = 0; d < at.length; d++) {
            Dimension dimension = dimensions.get(d);
            if (!dimension.outside().get(at[d])) {
                return;
            }
            strange &= dimension.strange().get(at[d]);
            all = all.and(dimension.choices().get(at[d]));
        }
        Request request = Reading.request(all, action, question.exampleResource());
        if (isPossible(all) && evaluator.allows(request)) {
            into.add(new Point(Arrays.stream(at).boxed().toList(), request, strange));
        }
    }
}
