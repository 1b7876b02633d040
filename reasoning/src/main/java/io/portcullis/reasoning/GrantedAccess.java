package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Location;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.box.Effort;
import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a policy allows anybody any of some actions on any of some resources: what CheckAccessNotGranted of IAM
 * Access Analyzer asks, whose PASS is No.
 */
public final class GrantedAccess {

    private final List<Rule> policy;
    private final MatchClause resources;
    private final Rule asked;
    private final Sought sought;

    private GrantedAccess(AccessSought question) {
        this.policy = Attachment.complete(question.policy(), question.kind());
        this.resources = clause(question.resources());
        this.asked = new Rule(
                "the question",
                new Statement(
                        0,
                        Optional.empty(),
                        Effect.ALLOW,
                        Optional.empty(),
                        clause(question.actions()),
                        Optional.of(resources),
                        List.of(),
                        Location.NOWHERE,
                        0),
                LanguageVersion.V2012);
        this.sought = new Sought(
                Stream.concat(policy.stream(), Stream.of(asked)).toList(),
                question.kind(),
                new EveryResource(question.kind()),
                ActionFacts.NONE,
                question.anonymousCallers(),
                question.now());
    }

    private static MatchClause clause(List<String> texts) {
        return new MatchClause(false, texts.isEmpty() ? Values.of("*") : Values.of(texts.toArray(String[]::new)));
    }

    /** Decides. Never fails: what cannot be decided within bounds is undecided. */
    public static Answer of(AccessSought question) {
        GrantedAccess granted = new GrantedAccess(question);
        return granted.sought.find(granted::question, granted.policy, List.of());
    }

    private Sought.Search question(AllRequests world) {
        return new Granted(world.read(policy), world.read(asked, resources));
    }

    /**
     * Searches for what the policy allows of what is asked for.
     *
     * @param mine the policy
     * @param wanted what is asked for, in which patterns need not be read as in policies
     */
    private record Granted(Statements mine, List<Part> wanted) implements Sought.Search {
        @Override
        public BoxSearch.Result search(AllRequests.Drawn drawn, Box within, boolean surely) {
            Space space = drawn.space();
            List<Box> excluded = new ArrayList<>(drawn.impossible());
            excluded.addAll(mine.boxes(space, Effect.DENY, surely));
            return drawn.search()
                    .searchAny(
                            mine.boxes(space, Effect.ALLOW, !surely),
                            space.box(wanted, !surely).and(within),
                            excluded,
                            new Effort(BoxSearch.COMPARISON_BUDGET));
        }

        @Override
        public Stream<String> doubts(Space space) {
            return Stream.concat(mine.doubts(space), wanted.stream().flatMap(part -> space.doubt(part).stream()));
        }

        @Override
        public boolean isReadTwoWays(Space space) {
            return mine.isReadTwoWays(space);
        }

        @Override
        public Sought.Search read(ArnReading reading) {
            return new Granted(mine.read(reading), wanted);
        }

        /** What keeps out more lets nobody in. */
        @Override
        public Optional<Sought.Search> bounded() {
            return Optional.empty();
        }
    }
}
