package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds a request among all there are: in each partition the policies may be in, first where it is sure, then where it is
 * possible, and with what has to be given up because it is too entangled.
 *
 * @param rules every statement that will be read, complete
 * @param kind what the policies are attached to
 * @param anonymousCallers whether unsigned requests are taken
 * @param now statements that only held before are dead
 */
record Sought(List<Rule> rules, PolicyKind kind, boolean anonymousCallers, Instant now) {

    /** What is sought, once its statements are read. */
    interface Search {
        /** A request of a box that is sought for sure, whatever AWS makes of what is in doubt; or one that may be. */
        BoxSearch.Result search(AllRequests.Drawn world, Box within, boolean surely);

        /** Why sure and possible may differ. */
        Stream<String> doubts(Space space);
    }

    /** Finds a request that the policy allows and the reference does not. */
    Answer find(Function<AllRequests, Search> question, List<Rule> policy, List<Rule> reference) {
        Set<String> reasons = new LinkedHashSet<>();
        for (String partition : Partitions.of(rules)) {
            switch (find(partition, question, policy, reference)) {
                case Answer.Yes yes -> {
                    return yes;
                }
                case Answer.Undecided undecided -> reasons.addAll(undecided.reasons());
                case Answer.No ignored -> {}
            }
        }
        return reasons.isEmpty() ? new Answer.No() : new Answer.Undecided(List.copyOf(reasons));
    }

    private Answer find(
            String partition, Function<AllRequests, Search> question, List<Rule> policy, List<Rule> reference) {
        GivenUp givenUp = new GivenUp();
        try {
            while (true) {
                try {
                    AllRequests all = new AllRequests(rules, kind, anonymousCallers, partition, now, givenUp.reasons());
                    Search search = question.apply(all);
                    return decide(search, all.draw(), policy, reference);
                } catch (Tangled e) {
                    givenUp.add(e);
                }
            }
        } catch (Tangled e) {
            return new Answer.Undecided(List.of(e.reason()));
        }
    }

    private Answer decide(Search search, AllRequests.Drawn world, List<Rule> policy, List<Rule> reference) {
        Box everything = world.space().whole();
        if (search.search(world, everything, true) instanceof BoxSearch.Found found) {
            // A person or a role says more to people than a service or nobody does.
            BoxSearch.Result identity = search.search(world, world.identities(), true);
            Request request =
                    new Illustration(world).at((identity instanceof BoxSearch.Found better ? better : found).atoms());
            return proof(world, request, policy, reference)
                    .map(Answer.class::cast)
                    .orElse(new Answer.Undecided(List.of("the request that was found is not confirmed: " + request)));
        }
        return switch (search.search(world, everything, false)) {
            case BoxSearch.Nothing ignored -> new Answer.No();
            case BoxSearch.Found ignored -> new Answer.Undecided(reasons(search, world));
            case BoxSearch.GaveUp ignored -> new Answer.Undecided(reasons(search, world));
        };
    }

    private static List<String> reasons(Search search, AllRequests.Drawn world) {
        List<String> reasons = Stream.concat(search.doubts(world.space()), world.theory().reasons().stream())
                .distinct()
                .toList();
        return reasons.isEmpty() ? List.of("the statements combine in too many ways to follow") : reasons;
    }

    private Optional<Answer.Yes> proof(
            AllRequests.Drawn world, Request request, List<Rule> policy, List<Rule> reference) {
        String partition = world.question().zone().partition();
        Evaluator mine = new Evaluator(policy, anonymousCallers, partition);
        Evaluator theirs = new Evaluator(reference, anonymousCallers, partition);
        if (!mine.allows(request) || theirs.allows(request)) {
            return Optional.empty();
        }
        Witnesses witnesses = world.witnesses();
        return Optional.of(new Answer.Yes(
                request,
                witnesses.spoken(request),
                matching(policy, Effect.ALLOW, mine, request),
                matching(reference, Effect.DENY, theirs, request)));
    }

    private static List<Integer> matching(List<Rule> rules, Effect effect, Evaluator evaluator, Request request) {
        return IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).statement().effect() == effect && evaluator.matches(rules.get(i), request))
                .boxed()
                .toList();
    }

    /** A point if there is one already, else what is found now; giving up is not forgotten. */
    static BoxSearch.Result better(BoxSearch.Result before, Supplier<BoxSearch.Result> now) {
        return switch (before) {
            case BoxSearch.Found found -> found;
            case BoxSearch.Nothing ignored -> now.get();
            case BoxSearch.GaveUp gaveUp -> now.get() instanceof BoxSearch.Found found ? found : gaveUp;
        };
    }
}
