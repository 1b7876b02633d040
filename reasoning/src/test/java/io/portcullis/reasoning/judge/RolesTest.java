package io.portcullis.reasoning.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Questions;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Writes out every request for a session by tokens that policies can tell apart, and has the concrete evaluator decide each. */
class RolesTest {

    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIfExists",
            "StringNotLikeIfExists",
            "ForAnyValue:StringLike",
            "ForAllValues:StringEquals",
            "ForAnyValue:StringNotEquals",
            "ForAllValues:StringNotLike");

    private static final List<String> VALUES = List.of("a", "a*", "z", "*", "anonymous", "Anonymous");

    /** A policy, and the keys that its conditions speak of. */
    private record Role(Map<String, Object> tree, Set<String> spoken) {

        static Role of(long seed) {
            return of(seed, List.of());
        }

        static Role of(long seed, List<String> callersKeys) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            List<String> words = new ArrayList<>(List.of(one(Token.keys(), random), one(Token.keys(), random)));
            words.addAll(callersKeys);
            Set<String> spoken = new TreeSet<>();
            List<Object> statements = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                statements.add(statement(random, words, spoken));
            }
            return new Role(Map.of("Version", "2012-10-17", "Statement", statements), spoken);
        }

        private static Map<String, Object> statement(Random random, List<String> words, Set<String> spoken) {
            Map<String, Object> statement = new LinkedHashMap<>();
            statement.put("Effect", random.nextInt(5) < 3 ? "Allow" : "Deny");
            statement.put("Principal", one(Token.principals(), random));
            statement.put("Action", "sts:*");
            statement.put("Resource", "*");
            Map<String, Object> conditions = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                String key = one(words, random);
                boolean presence = random.nextInt(3) == 0;
                String operator = presence ? "Null" : one(OPERATORS, random);
                // Whether a plain operator takes one of several values is not known.
                String known = Token.isList(key) && !presence && operator.indexOf(':') < 0
                        ? "ForAnyValue:" + operator
                        : operator;
                if (!conditions.containsKey(known)) {
                    spoken.add(key);
                    conditions.put(
                            known, Map.of(key, presence ? String.valueOf(random.nextBoolean()) : one(VALUES, random)));
                }
            }
            statement.put("Condition", conditions);
            return statement;
        }

        private static <T> T one(List<T> choices, Random random) {
            return choices.get(random.nextInt(choices.size()));
        }

        String json() {
            return Trees.json(tree);
        }

        Question question() {
            return Questions.ofAccount()
                    .withAnonymousCallers()
                    .about(List.of("sts:AssumeRoleWithWebIdentity"))
                    .question(json());
        }

        Evaluator evaluator() {
            return new Evaluator(question().rules(), true, "aws");
        }
    }

    private static List<String> objections(Role role, Access access) {
        List<String> objections = new ArrayList<>();
        for (Access.Cell cell : access.cells()) {
            objections.addAll(Token.objections(cell.witness(), role.spoken));
            if (!role.evaluator().allows(cell.witness())) {
                objections.add("it is not allowed");
            }
        }
        if (access.cells().isEmpty()) {
            Evaluator evaluator = role.evaluator();
            Token.requests(role.spoken).stream()
                    .filter(evaluator::allows)
                    .findFirst()
                    .ifPresent(request -> objections.add("clean, yet it allows " + request));
        }
        return objections;
    }

    @Test
    void whoeverShowsATokenGetsInWhereOneOfAllTokensDoes() {
        Seeds.of(800).forEach(seed -> {
            Role role =
                    seed % 2 == 0 ? Role.of(seed) : Role.of(seed, List.of("aws:PrincipalAccount", "aws:PrincipalType"));
            Access access = OutsideAccess.of(role.question());
            assertThat(access.doubts()).as("seed %d: %s", seed, role.json()).isEmpty();
            assertThat(objections(role, access))
                    .as("seed %d: %s", seed, role.json())
                    .isEmpty();
        });
    }

    @Test
    void aRoleThatTrustsNoMoreTrustsNoMoreTokens() {
        Seeds.of(500).forEach(seed -> {
            Role mine = Role.of(seed + 1_000_000);
            Role theirs = Role.of(seed + 2_000_000);
            Set<String> spoken = new TreeSet<>(mine.spoken);
            spoken.addAll(theirs.spoken);
            Question question = mine.question();
            Answer answer = NewAccess.of(new Comparison(
                    question.rules(), theirs.question().rules(), PolicyKind.RESOURCE, false, question.now()));
            String pair = "seed %d: %s against %s".formatted(seed, mine.json(), theirs.json());
            switch (answer) {
                case Answer.Yes yes ->
                    assertThat(Token.objections(yes.request(), spoken)).as(pair).isEmpty();
                case Answer.No ignored -> {
                    Evaluator after = mine.evaluator();
                    Evaluator before = theirs.evaluator();
                    Optional<Request> added = Token.requests(spoken).stream()
                            .filter(request -> after.allows(request) && !before.allows(request))
                            .findFirst();
                    assertThat(added).as(pair).isEmpty();
                }
                case Answer.Undecided ignored -> {}
            }
        });
    }

    @Test
    void theGeneratorReachesTokensThatGetInAndOthers() {
        long open = LongStream.range(0, 200)
                .filter(seed ->
                        !OutsideAccess.of(Role.of(seed).question()).cells().isEmpty())
                .count();
        assertThat(open).isBetween(40L, 160L);
    }
}
