package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.allow;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many actions with wildcards on either side, in one statement and in many that are otherwise alike. */
class AlikeTest {

    private static final List<String> WORDS = List.of(
            "Get",
            "Put",
            "List",
            "Describe",
            "Create",
            "Delete",
            "Update",
            "Tag",
            "Untag",
            "Start",
            "Stop",
            "Attach",
            "Detach",
            "Enable",
            "Disable",
            "Add",
            "Remove",
            "Modify",
            "Batch",
            "Invoke",
            "Publish",
            "Send",
            "Receive",
            "Query",
            "Scan");

    private static List<String> actions(String form) {
        return WORDS.stream().map(form::formatted).toList();
    }

    private static List<Rule> inOne(List<String> actions) {
        return rules("{'Effect':'Allow','Action':["
                + actions.stream().map(action -> "'" + action + "'").collect(Collectors.joining(","))
                + "],'Resource':'*'}");
    }

    private static List<Rule> inMany(List<String> actions) {
        return rules(actions.stream().map(action -> allow(action, "*")).toArray(String[]::new));
    }

    private static List<String> plus(List<String> actions, String more) {
        return Stream.concat(actions.stream(), Stream.of(more)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*:*%s*", "s3:*%s*", "*%s"})
    void manyFloatingActionsAreCompared(String form) {
        List<String> fewer = actions(form);
        List<String> more = plus(fewer, form.formatted("Zap"));

        no(IDENTITY.compare(inOne(fewer), inOne(more)));
        no(IDENTITY.compare(inMany(fewer), inOne(more)));
        no(IDENTITY.compare(inOne(fewer), inMany(fewer.reversed())));
        for (Answer answer : List.of(
                IDENTITY.compare(inOne(more), inOne(fewer)),
                IDENTITY.compare(inMany(more), inOne(fewer)),
                IDENTITY.compare(inOne(more), inMany(fewer)))) {
            assertThat(yes(answer).request().action()).containsIgnoringCase("zap");
        }
    }

    @Test
    void theStatementThatAllowsIsStillNamedByItsPlace() {
        List<String> fewer = actions("*:*%s*");
        Answer.Yes yes = yes(IDENTITY.compare(inMany(plus(fewer, "*:*Zap*")), inMany(fewer)));
        assertThat(yes.allowing()).containsExactly(fewer.size());
    }

    @Test
    void statementsAreJoinedOnlyWhereActionsAreAllTheDifference() {
        List<Rule> rules = rules(
                allow("s3:Get*", "*"),
                "{'Effect':'Deny','Action':'s3:Get*','Resource':'*'}",
                allow("s3:List*", "arn:aws:s3:::b"),
                "{'Effect':'Allow','NotAction':'s3:Put*','Resource':'*'}",
                "{'Effect':'Allow','NotAction':'s3:List*','Resource':'*'}",
                allow("s3:Put*", "*"));

        Alike none = Alike.of(rules, rule -> false);
        Alike last = Alike.of(rules, rules.getLast()::equals);

        assertThat(none.rules()).hasSize(5);
        assertThat(none.some()).isEmpty();
        assertThat(none.rules().getFirst().statement().actions().values().texts())
                .containsExactly("s3:Get*", "s3:Put*");
        assertThat(last.rules()).isEqualTo(rules);
        assertThat(last.some()).isEqualTo(Set.of(rules.getLast()));
    }

    /** Random patterns of two letters, held against all short actions. */
    @RepeatedTest(300)
    void whatIsAnsweredIsWhatAllShortActionsShow(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Rule> policy = randomRules(random);
        List<Rule> reference = randomRules(random);
        Evaluator mine = new Evaluator(Attachment.complete(policy, IDENTITY.kind()), false, "aws");
        Evaluator theirs = new Evaluator(Attachment.complete(reference, IDENTITY.kind()), false, "aws");
        Answer answer = IDENTITY.compare(policy, reference);
        boolean isNew = shortActions().stream()
                .map(AlikeTest::request)
                .anyMatch(request -> mine.allows(request) && !theirs.allows(request));
        if (isNew) {
            yes(answer);
        } else if (answer instanceof Answer.Yes(var request, var _, var _, var _)) {
            assertThat(request.action().length())
                    .as("a longer action than was tried: %s", request)
                    .isGreaterThan(9);
        } else {
            no(answer);
        }
    }

    private static List<Rule> randomRules(Random random) {
        return rules(IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> "{'Effect':'%s','%s':[%s],'Resource':'*'}"
                        .formatted(
                                random.nextInt(4) == 0 ? "Deny" : "Allow",
                                random.nextInt(5) == 0 ? "NotAction" : "Action",
                                IntStream.range(0, 1 + random.nextInt(4))
                                        .mapToObj(j -> "'" + pattern(random) + "'")
                                        .collect(Collectors.joining(","))))
                .toArray(String[]::new));
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder(random.nextInt(3) == 0 ? "*:" : "s:");
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            pattern.append("ab*?*".charAt(random.nextInt(5)));
        }
        return pattern.toString();
    }

    private static List<String> shortActions() {
        List<String> all = new ArrayList<>();
        List<String> last = List.of("s:", "t:");
        for (int length = 1; length <= 7; length++) {
            last = last.stream()
                    .flatMap(begun -> Stream.of(begun + "a", begun + "b", begun + "c"))
                    .toList();
            all.addAll(last);
        }
        return all;
    }

    private static Request request(String action) {
        return new Request(
                new Identity.Aws("arn:aws:iam::222222222222:user/u", "AIDAU"),
                action,
                "arn:aws:s3:::b",
                new TreeMap<>());
    }
}
