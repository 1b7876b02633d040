package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides in one partition, first what is so however AWS reads patterns of ARNs, and where that leaves it open once by each
 * reading. For one thread.
 *
 * @param world every request
 * @param policy the statements that allow what is sought
 * @param reference the statements that do not
 * @param anonymousCallers whether unsigned requests are taken
 */
record Decision(AllRequests.Drawn world, List<Rule> policy, List<Rule> reference, boolean anonymousCallers) {

    /** Finds a request that the policy allows and the reference does not. */
    Answer of(Sought.Search search) {
        // What is found for sure is allowed by either reading.
        Answer answer = decide(search, ArnReading.BY_CHARACTER);
        if (answer instanceof Answer.Undecided && search.isReadTwoWays(world.space())) {
            answer = eitherWay(search).orElse(answer);
        }
        return answer instanceof Answer.No
                ? search.bounded().map(this::ofBounded).orElse(answer)
                : answer;
    }

    /** That nothing is sought of users and roles with a permissions boundary, whom requests do not tell from others. */
    private Answer ofBounded(Sought.Search search) {
        Box bounded = world.bounded().orElseThrow();
        Answer answer = perhaps(search, bounded);
        boolean bothNo = answer instanceof Answer.Undecided
                && search.isReadTwoWays(world.space())
                && Stream.of(ArnReading.values())
                        .allMatch(reading -> perhaps(search.read(reading), bounded) instanceof Answer.No);
        return bothNo ? new Answer.No() : answer;
    }

    /** What is answered by both readings; empty where they differ or one leaves it undecided. */
    private Optional<Answer> eitherWay(Sought.Search search) {
        Answer bySegment = decide(search.read(ArnReading.BY_SEGMENT), ArnReading.BY_SEGMENT);
        if (bySegment instanceof Answer.Undecided) {
            return Optional.empty();
        }
        Answer byCharacter = decide(search.read(ArnReading.BY_CHARACTER), ArnReading.BY_CHARACTER);
        if (bySegment instanceof Answer.Yes one && byCharacter instanceof Answer.Yes other) {
            boolean otherIsBetter =
                    isNew(other.request(), ArnReading.BY_SEGMENT) && !isNew(one.request(), ArnReading.BY_CHARACTER);
            return Optional.of(otherIsBetter ? other : one);
        }
        return bySegment instanceof Answer.No && byCharacter instanceof Answer.No
                ? Optional.of(byCharacter)
                : Optional.empty();
    }

    private Answer decide(Sought.Search search, ArnReading reading) {
        Box everything = world.space().whole();
        if (search.search(world, everything, true) instanceof BoxSearch.Found found) {
            Request request =
                    new Illustration(world).at(likeliest(search, found).atoms());
            return isNew(request, reading)
                    ? proof(request, reading)
                    : new Answer.Undecided(List.of("the request that was found is not confirmed: " + request));
        }
        return perhaps(search, everything);
    }

    /** A person or a role says more to people than a service or nobody does, and an action that they know than another. */
    private BoxSearch.Found likeliest(Sought.Search search, BoxSearch.Found found) {
        for (Box likely : List.of(world.identities().and(world.familiar()), world.identities(), world.familiar())) {
            if (search.search(world, likely, true) instanceof BoxSearch.Found better) {
                return better;
            }
        }
        return found;
    }

    private Answer perhaps(Sought.Search search, Box within) {
        return switch (search.search(world, within, false)) {
            case BoxSearch.Nothing ignored -> new Answer.No();
            case BoxSearch.Found ignored -> new Answer.Undecided(reasons(search));
            case BoxSearch.GaveUp ignored -> new Answer.Undecided(reasons(search));
        };
    }

    private List<String> reasons(Sought.Search search) {
        List<String> reasons = Stream.concat(search.doubts(world.space()), world.theory().reasons().stream())
                .distinct()
                .toList();
        return reasons.isEmpty() ? List.of("the statements combine in too many ways to follow") : reasons;
    }

    private boolean isNew(Request request, ArnReading reading) {
        return evaluator(policy, reading).allows(request)
                && !evaluator(reference, reading).allows(request);
    }

    private Evaluator evaluator(List<Rule> rules, ArnReading reading) {
        return new Evaluator(rules, anonymousCallers, world.question().zone().partition()).reading(reading);
    }

    private Answer.Yes proof(Request request, ArnReading reading) {
        return new Answer.Yes(
                request,
                world.witnesses().spoken(request),
                matching(policy, Effect.ALLOW, reading, request),
                matching(reference, Effect.DENY, reading, request));
    }

    private List<Integer> matching(List<Rule> rules, Effect effect, ArnReading reading, Request request) {
        Evaluator evaluator = evaluator(rules, reading);
        return IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).statement().effect() == effect && evaluator.matches(rules.get(i), request))
                .boxed()
                .toList();
    }
}
