package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
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

    private EveryAction() {}

    /**
     * The actions, first those that stand in the statements.
     *
     * @param kind what the statements' policies are attached to
     * @throws Tangled when the patterns are too entangled
     */
    static Actions of(List<Rule> rules, PolicyKind kind) throws Tangled {
        Optional<String> service = service(kind);
        String prefix = service.map(one -> one + ":").orElse("");
        Language all =
                service.isEmpty() ? ALL : Language.of(Glob.literal(prefix).some(NAME));
        TextDraft draft = new TextDraft(Binding.ACTION, false, new Completions(all, prefix, EveryAction::longer));
        List<String> written = rules.stream()
                .flatMap(rule -> rule.statement().actions().values().texts().stream())
                .distinct()
                .toList();
        for (Rule rule : rules) {
            draft.test(Texts.any(rule.statement().actions().values().texts().stream()
                    .map(EveryAction::matching)
                    .distinct()
                    .toList()));
        }
        if (areOfSessions(rules, service)) {
            draft.test(matching(OF_STS));
            SessionActions.ALL.forEach(action -> draft.test(matching(action)));
        }
        Axis axis;
        try {
            axis = draft.cut(new Budget(TextClasses.COMPARISON_BUDGET));
        } catch (TooComplex e) {
            throw new Tangled(Binding.ACTION, e.reason());
        }
        List<Texts> tests = draft.tests();
        Map<BitSet, String> known = new HashMap<>();
        Stream.concat(written.stream(), FAMILIAR.stream())
                .filter(action -> all.has(Actions.inOneCase(action)))
                .forEach(action -> known.putIfAbsent(passed(tests, Actions.inOneCase(action)), action));
        List<String> actions = IntStream.range(0, axis.size())
                .mapToObj(atom -> known.getOrDefault(
                        where(tests.size(), test -> axis.holds().get(test).has(atom)),
                        axis.values().get(atom).getFirst()))
                .toList();
        return new Actions(actions, service);
    }

    /** Whatever its policy says, a key is asked for nothing but what KMS does, and a role for nothing but what STS does. */
    private static Optional<String> service(PolicyKind kind) {
        return switch (kind) {
            case KEY -> Optional.of("kms");
            case TRUST -> Optional.of("sts");
            case RESOURCE, IDENTITY -> Optional.empty();
        };
    }

    /** What some callers can ask for, where statements speak of sessions of roles. */
    static List<Bound> bounds(List<Rule> rules, Actions actions) {
        return areOfSessions(rules, actions.service()) ? SessionActions.bounds(actions) : List.of();
    }

    private static boolean areOfSessions(List<Rule> rules, Optional<String> service) {
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
