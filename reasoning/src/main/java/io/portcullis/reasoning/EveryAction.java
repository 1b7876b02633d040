package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One action of every class that statements can tell apart, of all actions that there are or may ever be: each service, a
 * colon and a name.
 */
final class EveryAction {

    private static final CharSet LOWER = CharSet.DIGIT.or(CharSet.range('a', 'z'));

    private static final CharSet NAME = LOWER.or(CharSet.anyOf("-_"));

    /** Actions compare without case: in lower case each is there once. */
    private static final Language ALL =
            Language.of(Glob.EMPTY.some(LOWER.or(CharSet.of('-'))).then(":").some(NAME));

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** Actions that most people have met, to speak for their class. */
    private static final List<String> FAMILIAR = List.of(
            "s3:GetObject",
            "s3:PutObject",
            "s3:ListBucket",
            "s3:DeleteObject",
            "iam:PassRole",
            "iam:CreateUser",
            "sts:AssumeRole",
            "sts:AssumeRoleWithSAML",
            "sts:AssumeRoleWithWebIdentity",
            "kms:Decrypt",
            "kms:Encrypt",
            "ec2:RunInstances",
            "ec2:TerminateInstances",
            "ec2:DescribeInstances",
            "lambda:InvokeFunction",
            "secretsmanager:GetSecretValue",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "sqs:SendMessage",
            "sqs:ReceiveMessage",
            "sns:Publish",
            "logs:PutLogEvents",
            "cloudformation:CreateStack",
            "ssm:GetParameter");

    private static final String OF_STS = "sts:*";

    private final List<Rule> rules;
    private final Optional<String> service;
    private final ActionFacts facts;
    private final List<Bound> known;

    /**
     * The actions that some statements can tell apart.
     *
     * @param kind what the statements' policies are attached to
     * @param facts what is known of actions
     * @param partition where they are asked for
     */
    EveryAction(List<Rule> rules, PolicyKind kind, ActionFacts facts, String partition) {
        this.rules = rules;
        this.service = service(kind).or(facts::service);
        this.facts = facts;
        this.known = facts.bounds(partition, rules);
    }

    /** Whatever its policy says, a key is asked for nothing but what KMS does, and a role for nothing but what STS does. */
    private static Optional<String> service(PolicyKind kind) {
        return switch (kind) {
            case KEY -> Optional.of("kms");
            case TRUST -> Optional.of("sts");
            case RESOURCE, IDENTITY -> Optional.empty();
        };
    }

    /**
     * One of every class, first those that stand in the statements.
     *
     * @throws Tangled when the patterns are too entangled
     */
    Actions actions() throws Tangled {
        String prefix = service.map(one -> one + ":").orElse("");
        Language all =
                service.isEmpty() ? ALL : Language.of(Glob.literal(prefix).some(NAME));
        TextDraft draft = new TextDraft(Binding.ACTION, false, new Completions(all, prefix, EveryAction::longer));
        tests().forEach(draft::test);
        Axis axis;
        try {
            axis = draft.cut(new Budget(TextClasses.COMPARISON_BUDGET));
        } catch (TooComplex e) {
            throw new Tangled(Binding.ACTION, e.reason());
        }
        List<Texts> tests = draft.tests();
        // Those that people have met come first, and what is looked for is found there first.
        Map<BitSet, String> classes = new LinkedHashMap<>();
        met().filter(action -> all.has(Actions.inOneCase(action)))
                .forEach(action -> classes.putIfAbsent(passed(tests, Actions.inOneCase(action)), action));
        for (int atom = 0; atom < axis.size(); atom++) {
            int each = atom;
            classes.putIfAbsent(
                    where(tests.size(), test -> axis.holds().get(test).has(each)),
                    axis.values().get(atom).getFirst());
        }
        return new Actions(List.copyOf(classes.values()), service);
    }

    /** Actions that people have met. */
    private Stream<String> met() {
        return Stream.of(
                        rules.stream()
                                .flatMap(rule -> rule.statement().actions().values().texts().stream())
                                .map(EveryAction::ofService),
                        FAMILIAR.stream(),
                        facts.names().stream(),
                        lacking().flatMap(List::stream).filter(action -> !action.endsWith("*")))
                .flatMap(Function.identity())
                .distinct();
    }

    /** Services are written in small letters, whatever a policy writes. */
    private static String ofService(String action) {
        int end = action.indexOf(':') + 1;
        return action.substring(0, end).toLowerCase(Locale.ROOT) + action.substring(end);
    }

    /** Which of some actions people have met, by their index; others are made up to speak for theirs. */
    Atoms familiar(Actions actions) {
        Set<String> met = met().collect(Collectors.toSet());
        return Atoms.where(
                actions.names().size(), i -> met.contains(actions.names().get(i)));
    }

    /** What tells actions apart: what statements say of them, and what is known of them. */
    private List<Texts> tests() {
        List<Texts> tests = new ArrayList<>();
        for (Rule rule : rules) {
            tests.add(Texts.any(rule.statement().actions().values().texts().stream()
                    .map(EveryAction::matching)
                    .distinct()
                    .toList()));
        }
        if (areOfSessions()) {
            tests.add(matching(OF_STS));
            SessionActions.ALL.forEach(action -> tests.add(matching(action)));
        }
        lacking()
                .forEach(actions -> tests.add(
                        Texts.any(actions.stream().map(EveryAction::matching).toList())));
        for (Bound bound : known) {
            tests.add(Texts.any(excluded(bound).<Texts>map(Texts.One::new).toList()));
        }
        return tests;
    }

    /** For each key that statements speak of, the actions whose requests may lack it when others have it. */
    private Stream<List<String>> lacking() {
        return rules.stream()
                .flatMap(rule -> rule.statement().keys().stream())
                .distinct()
                .map(LackingKeys::actions)
                .filter(actions -> !actions.isEmpty());
    }

    /** What some requests cannot ask for. */
    List<Bound> bounds(Actions actions) {
        List<Bound> bounds = new ArrayList<>(areOfSessions() ? SessionActions.bounds(actions) : List.of());
        for (Bound bound : known) {
            Set<String> excluded = excluded(bound).collect(Collectors.toSet());
            bounds.add(bound.to(actions.names().stream()
                    .filter(name -> !excluded.contains(Actions.inOneCase(name)))
                    .collect(Collectors.toSet())));
        }
        return bounds;
    }

    /** The known actions that a bound leaves out, in one case. */
    private Stream<String> excluded(Bound bound) {
        return facts.names().stream()
                .filter(name -> !bound.actions().contains(name))
                .map(Actions::inOneCase);
    }

    private boolean areOfSessions() {
        return service.map("sts"::equals).orElseGet(() -> Identities.areVouchedFor(rules));
    }

    private static List<String> longer(String beginning) {
        String rest = beginning.indexOf(':') < 0 ? ":a" : "";
        return LETTERS.chars()
                .mapToObj(letter -> beginning + Character.toString(letter) + rest)
                .toList();
    }

    private static Texts matching(String pattern) {
        return Texts.of(Literals.glob(
                Template.parse(Actions.inOneCase(pattern), true, false).parts(), CharSet.ANY, false));
    }

    private static BitSet passed(List<Texts> tests, String action) {
        return where(tests.size(), test -> tests.get(test).has(action));
    }

    private static BitSet where(int tests, IntPredicate passes) {
        return IntStream.range(0, tests).filter(passes).collect(BitSet::new, BitSet::set, BitSet::or);
    }
}
