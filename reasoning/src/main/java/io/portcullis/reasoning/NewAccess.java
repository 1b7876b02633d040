package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.box.Effort;
import io.portcullis.reasoning.box.TheorySearch;
import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether a policy allows a request that a reference does not. Such a request is one that the policy allows and no
 * Allow of the reference speaks of, or one that the policy allows and a Deny of the reference speaks of.
 */
public final class NewAccess {

    private final Comparison comparison;
    private final List<Rule> policy;
    private final List<Rule> reference;

    private NewAccess(Comparison comparison) {
        this.policy = Attachment.complete(comparison.policy(), comparison.kind());
        this.reference = Attachment.complete(comparison.reference(), comparison.kind());
        this.comparison = comparison;
    }

    /** Compares. Never fails: what cannot be decided within bounds is undecided. */
    public static Answer of(Comparison comparison) {
        return new NewAccess(comparison).answer();
    }

    private Answer answer() {
        List<Rule> allows = Statements.of(policy, Effect.ALLOW);
        List<Rule> denies = Statements.of(reference, Effect.DENY);
        Predicate<Rule> unlikeAnyAllow = unlike(allows, Statements.of(reference, Effect.ALLOW));
        Predicate<Rule> unlikeAnyDeny = unlike(denies, Statements.of(policy, Effect.DENY));
        boolean inside =
                allows.stream().noneMatch(unlikeAnyAllow) && denies.stream().noneMatch(unlikeAnyDeny);
        return inside ? new Answer.No() : find(unlikeAnyAllow, unlikeAnyDeny);
    }

    private Answer find(Predicate<Rule> allows, Predicate<Rule> denies) {
        Alike mine = Alike.of(policy, allows);
        Alike theirs = Alike.of(reference, denies);
        Sought sought = new Sought(
                Stream.concat(mine.rules().stream(), theirs.rules().stream()).toList(),
                comparison.kind(),
                comparison.resources().orElseGet(() -> new EveryResource(comparison.kind())),
                comparison.facts(),
                comparison.anonymousCallers(),
                comparison.now());
        return sought.find(world -> question(world, mine, theirs), policy, reference);
    }

    /** The statements that these do not cover; each is looked at once. */
    private static Predicate<Rule> unlike(List<Rule> some, List<Rule> others) {
        Coverage coverage = new Coverage(others);
        Set<Rule> unlike = some.stream().filter(rule -> !coverage.covers(rule)).collect(Collectors.toSet());
        return unlike::contains;
    }

    private static Sought.Search question(AllRequests world, Alike policy, Alike reference) {
        return new New(
                world.read(policy.rules()),
                world.read(reference.rules()),
                policy.some()::contains,
                reference.some()::contains,
                List.of());
    }

    /**
     * Searches for what is new.
     *
     * @param mine the policy
     * @param theirs the reference
     * @param allows the Allows of the policy that may let something new in
     * @param denies the Denies of the reference that may keep something new out
     * @param sparing where it is sought of users and roles with a permissions boundary, the Denies that spare others
     */
    private record New(
            Statements mine, Statements theirs, Predicate<Rule> allows, Predicate<Rule> denies, List<String> sparing)
            implements Sought.Search {
        @Override
        public BoxSearch.Result search(AllRequests.Drawn drawn, Box within, boolean surely) {
            // Surely new is what the narrowest policy allows and the widest reference does not. Perhaps new is what
            // some reading allows here and not there: what AWS leaves open is the same in both.
            if (surely) {
                return search(drawn, within, true, drawn.impossible());
            }
            List<Box> impossible = Stream.concat(drawn.impossible().stream(), drawn.open().stream())
                    .toList();
            return new New(mine.alike(), theirs.alike(), allows, denies, sparing)
                    .search(drawn, within, false, impossible);
        }

        private BoxSearch.Result search(AllRequests.Drawn drawn, Box within, boolean surely, List<Box> impossible) {
            Space space = drawn.space();
            TheorySearch search = drawn.search();
            Effort effort = new Effort(BoxSearch.COMPARISON_BUDGET);
            List<Box> denied = new ArrayList<>(impossible);
            denied.addAll(mine.boxes(space, Effect.DENY, surely));
            List<Box> excluded = new ArrayList<>(denied);
            excluded.addAll(theirs.boxes(space, Effect.ALLOW, surely));
            BoxSearch.Result result =
                    search.searchAny(mine.boxes(space, Effect.ALLOW, !surely, allows), within, excluded, effort);
            List<Box> allowed = mine.boxes(space, Effect.ALLOW, !surely);
            for (Box deny : theirs.boxes(space, Effect.DENY, !surely, denies)) {
                result = Sought.better(result, () -> search.searchAny(allowed, deny.and(within), denied, effort));
            }
            return result;
        }

        @Override
        public Stream<String> doubts(Space space) {
            return sparing.isEmpty()
                    ? Stream.concat(mine.doubts(space), theirs.doubts(space))
                    : sparing.stream().map(New::boundary);
        }

        private static String boundary(String name) {
            return name
                    + " has a NotPrincipal, and AWS lets that deny every user and role with a permissions boundary, listed"
                    + " or not: to such a one this may be new; deny \"*\" unless aws:PrincipalArn is one that is to be"
                    + " spared";
        }

        @Override
        public boolean isReadTwoWays(Space space) {
            return mine.isReadTwoWays(space) || theirs.isReadTwoWays(space);
        }

        @Override
        public Sought.Search read(ArnReading reading) {
            return new New(mine.read(reading), theirs.read(reading), allows, denies, sparing);
        }

        @Override
        public Optional<Sought.Search> bounded() {
            List<String> names = theirs.sparing();
            return names.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new New(mine.bounded(), theirs.bounded(), allows, denies, names));
        }
    }
}
