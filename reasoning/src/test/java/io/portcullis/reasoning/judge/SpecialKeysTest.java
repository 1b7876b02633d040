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
import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Unplaced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The matrix of keys that the engine has rules of its own for, operators, forms of values and principals, a cell a seed, in
 * policies of one or two statements; and the concrete evaluator as judge of realistic requests with the key in every way.
 */
class SpecialKeysTest {

    private final Map<SpecialKey, List<Request>> requests = new HashMap<>();

    @Test
    void noRequestOfAnOutsiderIsAllowedWhereItIsClean() {
        Seeds.of(600).forEach(seed -> {
            Cell cell = cell(seed);
            List.of(cell.allowing(), cell.denying(), cell.sparing()).forEach(policy -> judge(seed, cell.key(), policy));
        });
    }

    @Test
    void anAllowAndADenyOfItsOppositeLetTheSameIn() {
        Seeds.of(900).forEach(seed -> {
            Cell cell = cell(seed);
            cell.opposite().ifPresent(opposite -> {
                String allowing = cell.allowing();
                String denying = opposite.denyingItself();
                Optional<Boolean> one = isOpen(seed, allowing);
                Optional<Boolean> other = isOpen(seed, denying);
                boolean isKnown =
                        one.isPresent() && other.isPresent() && !cell.values().isEmpty();
                assertThat(!isKnown || one.equals(other))
                        .as("seed %d: %s is %s and %s is %s", seed, allowing, one, denying, other)
                        .isTrue();
            });
        });
    }

    @Test
    void noRequestIsNewAfterANo() {
        Seeds.of(600).forEach(seed -> {
            Cell cell = cell(seed);
            Cell varied = cell.varied(new Random(seed));
            compare(seed, cell.key(), cell.allowing(), varied.allowing());
            compare(seed, cell.key(), cell.denying(), varied.denying());
            compare(seed, cell.key(), cell.sparing(), varied.sparing());
        });
    }

    /** Keys in turn, so that each is met often. */
    private static Cell cell(long seed) {
        SpecialKey key = SpecialKey.ALL.get((int) (seed % SpecialKey.ALL.size()));
        return Cell.of(key, new Random(seed * 0x9E3779B97F4A7C15L));
    }

    /** Of all kinds, each with each key. */
    private static Questions questions(long seed) {
        return Questions.of(seed / SpecialKey.ALL.size());
    }

    private static Optional<Boolean> isOpen(long seed, String policy) {
        Access access = OutsideAccess.of(questions(seed).question(policy));
        return access.more() ? Optional.empty() : Optional.of(!access.cells().isEmpty());
    }

    /** The requests with a key of those that are there: canonical ids and providers only where policies name them. */
    private Stream<Request> requests(SpecialKey key, String policies) {
        return requests.computeIfAbsent(key, Callers::requests).stream()
                .filter(SpecialKeysTest::isOfKnownForm)
                .filter(request -> !Unplaced.is(request.identity())
                        || policies.contains(request.identity().name()));
    }

    /** Source: STS API reference, AssumeRole, SourceIdentity; AWS account management reference, "AWS Regions". */
    private static boolean isOfKnownForm(Request request) {
        return request.values("aws:SourceIdentity").stream().allMatch(name -> name.matches("[A-Za-z0-9_+=,.@-]+"))
                && request.values("aws:RequestedRegion").stream().allMatch(region -> region.matches("[a-z0-9-]+"));
    }

    private void judge(long seed, SpecialKey key, String policy) {
        Question question = questions(seed).question(policy);
        Access access = OutsideAccess.of(question);
        assertThat(access.doubts()).as("seed %d: %s", seed, policy).noneMatch(doubt -> doubt.contains("disagree"));
        if (access.cells().isEmpty() && !access.more()) {
            Evaluator evaluator = new Evaluator(
                    question.rules(),
                    question.anonymousCallers(),
                    "aws",
                    question.zone().accounts());
            Optional<Request> allowed = requests(key, policy)
                    .filter(request -> evaluator.allows(request) && isOutsiders(request, question.zone()))
                    .findFirst();
            assertThat(allowed)
                    .as("seed %d: allowed, though clean: %s", seed, policy)
                    .isEmpty();
        }
        access.cells()
                .forEach(cell -> assertThat(Consistency.contradictions(cell.witness(), question.zone()))
                        .as("seed %d: %s lets %s in", seed, policy, cell.witness())
                        .isEmpty());
    }

    private static boolean isOutsiders(Request request, Zone zone) {
        return !(request.identity() instanceof Identity.Service)
                && Dimension.isOutside(Consistency.choice(request), zone);
    }

    private void compare(long seed, SpecialKey key, String policy, String reference) {
        Question mine = questions(seed).question(policy);
        Question theirs = questions(seed).question(reference);
        Answer answer = NewAccess.of(
                new Comparison(mine.rules(), theirs.rules(), PolicyKind.KEY, mine.anonymousCallers(), mine.now()));
        // A policy that names another partition may be in that one, where everybody is somebody else.
        if (answer instanceof Answer.No && !(policy + reference).contains("aws-cn")) {
            Evaluator before = new Evaluator(theirs.rules(), theirs.anonymousCallers(), "aws");
            Evaluator after = new Evaluator(mine.rules(), mine.anonymousCallers(), "aws");
            Optional<Request> added = requests(key, policy + reference)
                    .filter(request -> after.allows(request) && !before.allows(request))
                    .findFirst();
            assertThat(added)
                    .as("seed %d: allowed by %s and not by %s", seed, policy, reference)
                    .isEmpty();
        }
    }
}
