package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.TheorySearch;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The world of questions that know no zone of trust: every request that there may be in one partition, whoever makes it and
 * whatever the action. One use: {@link #draw} when all rules are read.
 */
final class AllRequests {

    private static final String SERVICE_LIST = "aws:principalservicenameslist";

    private final Question question;
    private final Drafts drafts;
    private final RuleReader reader;

    /**
     * No axes yet.
     *
     * @param rules every statement that will be read, complete
     * @param kind what the policies are attached to
     * @param anonymousCallers whether unsigned requests are taken
     * @param tangled keys that are known not to be decidable, with the reason
     * @throws Tangled when the actions are too entangled
     */
    AllRequests(
            List<Rule> rules,
            PolicyKind kind,
            boolean anonymousCallers,
            String partition,
            Instant now,
            Map<String, String> tangled)
            throws Tangled {
        this.question = new Question(
                rules,
                EveryAction.of(rules),
                EveryResource.of(kind, partition),
                "*",
                new Zone(partition, Set.of(), Optional.empty()),
                Map.of(),
                anonymousCallers,
                now,
                Set.of());
        Identities.Callers callers =
                kind == PolicyKind.IDENTITY ? Identities.Callers.ATTACHABLE : Identities.Callers.ALL;
        this.drafts = new Drafts(question, Identities.of(question, callers), tangled);
        this.reader = new RuleReader(question, drafts, true);
    }

    /** Reads statements. */
    Statements read(List<Rule> rules) {
        return Statements.read(rules, reader);
    }

    /** Reads actions and resources. */
    RuleReader reader() {
        return reader;
    }

    /**
     * Cuts the world.
     *
     * @throws Tangled naming the key whose tests are too entangled
     */
    Drawn draw() throws Tangled {
        World world = new World(question, drafts);
        Optional<AccountField> owner = AccountField.of(drafts.resource(), drafts, "aws:resourceaccount");
        Optional<Integer> nobodys = EveryResource.nobodys(question.rules()).map(drafts.resource()::test);
        int services = drafts.principal().test(Principals.SERVICES);
        int identities = drafts.principal().test(new Principals.Signed());
        Space space = new Space(drafts.cut(), world.claims());
        space.bound(question.rules().size());
        List<Box> impossible = new ArrayList<>(world.impossible(space));
        owner.ifPresent(field -> impossible.addAll(field.impossible(space)));
        nobodys.ifPresent(test -> impossible.add(only(space, Binding.RESOURCE, test)));
        impossible.addAll(callers(space, services));
        return new Drawn(
                question,
                space,
                List.copyOf(impossible),
                only(space, Binding.PRINCIPAL, identities),
                drafts,
                new TextTheory(drafts, space));
    }

    private static Box only(Space space, String axis, int test) {
        return space.whole().within(space.index(axis), space.axis(axis).holds().get(test));
    }

    /** Services have their names, and are of no organization and not tagged. */
    private static List<Box> callers(Space space, int services) {
        List<Box> impossible = new ArrayList<>();
        Box byService = only(space, Binding.PRINCIPAL, services);
        Box byOthers = space.whole()
                .within(
                        space.index(Binding.PRINCIPAL),
                        space.axis(Binding.PRINCIPAL).holds().get(services).complement());
        for (Axis axis : space.axes()) {
            int index = space.index(axis.key());
            if (axis.key().equals(SERVICE_LIST)) {
                impossible.add(byService.within(index, axis.absent()));
                impossible.add(byOthers.within(index, axis.present()));
            } else if (axis.key().equals("aws:principalorgpaths") || axis.key().startsWith("aws:principaltag/")) {
                impossible.add(byService.within(index, axis.present()));
            }
        }
        return impossible;
    }

    /**
     * The world, cut.
     *
     * @param question what its axes were made for
     * @param space its axes
     * @param impossible combinations that no request has
     * @param identities the requests of AWS identities
     * @param drafts what the axes were cut from
     * @param theory what boxes cannot say of requests
     */
    record Drawn(
            Question question, Space space, List<Box> impossible, Box identities, Drafts drafts, TextTheory theory) {
        /** A search for requests that there are. */
        TheorySearch search() {
            return new TheorySearch(theory);
        }

        /** Makes requests of points. */
        Witnesses witnesses() {
            return new Witnesses(question, space, drafts.mentioned(), theory);
        }
    }
}
