package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds a request among all there are: in each partition the policies may be in, first where it is sure, then where it is
 * possible, and with what has to be given up because it is too entangled.
 *
 * @param rules every statement that will be read, complete
 * @param kind what the policies are attached to
 * @param resources what they may be attached to
 * @param facts what is known of actions
 * @param anonymousCallers whether unsigned requests are taken
 * @param now statements that only held before are dead
 */
record Sought(
        List<Rule> rules,
        PolicyKind kind,
        Resources resources,
        ActionFacts facts,
        boolean anonymousCallers,
        Instant now) {

    /** What is sought, once its statements are read. */
    interface Search {
        /** A request of a box that is sought for sure, whatever AWS makes of what is in doubt; or one that may be. */
        BoxSearch.Result search(AllRequests.Drawn world, Box within, boolean surely);

        /** Why sure and possible may differ. */
        Stream<String> doubts(Space space);

        /** Whether AWS may read a Resource element of the statements in two ways that differ. */
        boolean isReadTwoWays(Space space);

        /** The same with all Resource elements read in one way. */
        Search read(ArnReading reading);

        /** The same for users and roles with a permissions boundary; empty where they are treated as others are. */
        Optional<Search> bounded();
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
                    AllRequests all = new AllRequests(this, partition, givenUp.reasons());
                    Search search = question.apply(all);
                    return new Decision(all.draw(), policy, reference, anonymousCallers).of(search);
                } catch (Tangled e) {
                    givenUp.add(e);
                }
            }
        } catch (Tangled e) {
            return new Answer.Undecided(List.of(e.reason()));
        }
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
