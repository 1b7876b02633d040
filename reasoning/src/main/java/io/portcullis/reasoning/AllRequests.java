package io.portcullis.reasoning;

import io.portcullis.policy.MatchClause;
import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.TheorySearch;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Texts;
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

    private static final String TAG = "aws:principaltag/";

    /** Tags with what a certificate says. */
    private static final String OF_CERTIFICATES = TAG + "x509";

    /**
     * Who asks STS for a session with what the certificate says as tags, by which trust policies tell certificates apart.
     * Source: IAM Roles Anywhere user guide, "Attribute mapping and trust policy".
     */
    private static final Texts FOR_CERTIFICATES = new Texts.One(Principals.SERVICE + "rolesanywhere.amazonaws.com");

    /** Which resource is shown is seen later, when the action is known. */
    private static final String ANY = "*";

    private final Question question;
    private final Atoms familiar;
    private final Resources resources;
    private final Drafts drafts;
    private final RuleReader reader;
    private final List<Claim> claims = new ArrayList<>();
    private final Openings openings = new Openings();

    /**
     * No axes yet.
     *
     * @param sought what is sought in it
     * @param tangled keys that are known not to be decidable, with the reason
     * @throws Tangled when the actions are too entangled
     */
    AllRequests(Sought sought, String partition, Map<String, String> tangled) throws Tangled {
        List<Rule> rules = sought.rules();
        PolicyKind kind = sought.kind();
        EveryAction every = new EveryAction(rules, kind, sought.facts(), partition);
        Actions actions = every.actions();
        this.familiar = every.familiar(actions);
        this.resources = sought.resources();
        this.question = new Question(
                rules,
                actions,
                resources.in(partition),
                ANY,
                new Zone(partition, Set.of(), Optional.empty()),
                Map.of(),
                sought.anonymousCallers(),
                sought.now(),
                Set.of(),
                every.bounds(actions));
        Identities.Callers callers =
                kind == PolicyKind.IDENTITY ? Identities.Callers.ATTACHABLE : Identities.Callers.ALL;
        this.drafts = new Drafts(question, Identities.of(question, callers), tangled);
        this.reader = new RuleReader(question, drafts, true);
    }

    /** Reads statements. */
    Statements read(List<Rule> rules) {
        Statements statements = Statements.read(rules, reader, openings);
        statements.parts().forEach(this::claim);
        return statements;
    }

    /** Reads the actions and resources that a rule asks about. */
    List<Part> read(Rule asked, MatchClause resources) {
        List<Part> parts = List.of(reader.action(asked.statement().actions()), reader.resource(asked, resources));
        claim(parts);
        return parts;
    }

    private void claim(List<Part> parts) {
        parts.forEach(part -> Space.claims(part).forEach(claims::add));
    }

    /**
     * Cuts the world.
     *
     * @throws Tangled naming the key whose tests are too entangled, where its values are not texts
     */
    Drawn draw() throws Tangled {
        World world = new World(question, drafts);
        Optional<AccountField> owner = AccountField.of(drafts.resource(), drafts, "aws:resourceaccount");
        Optional<Claim> nobodys = EveryResource.nobodys(question.rules()).map(arns -> of(drafts.resource(), arns));
        Claim services = of(drafts.principal(), Principals.SERVICES);
        Claim identities = of(drafts.principal(), new Principals.Signed());
        Optional<Claim> certified = certified();
        claims.addAll(world.claims());
        claims.addAll(List.of(services, identities));
        certified.ifPresent(claims::add);
        Optional<Claim> roots = question.rules().stream().anyMatch(Statements::spares)
                ? Optional.of(of(drafts.principal(), new Principals.Roots()))
                : Optional.empty();
        roots.ifPresent(claims::add);
        nobodys.ifPresent(claims::add);
        Space space = new Space(drafts.cut().with(openings.axes()), claims);
        space.bound(question.rules().size() + world.exclusions());
        List<Box> impossible = new ArrayList<>(world.impossible(space));
        owner.filter(field -> field.isCut(space)).ifPresent(field -> impossible.addAll(field.impossible(space)));
        nobodys.ifPresent(claim -> impossible.add(space.within(space.whole(), claim)));
        impossible.addAll(callers(space, services, certified));
        TextTheory theory = new TextTheory(drafts, space);
        return new Drawn(
                question,
                resources,
                space,
                List.copyOf(impossible),
                openings.impossible(space),
                space.within(space.whole(), identities),
                space.whole().within(space.index(Binding.ACTION), familiar),
                roots.map(claim -> space.without(space.within(space.whole(), identities), claim)),
                drafts,
                theory,
                new TheorySearch(theory));
    }

    private static Claim of(TextDraft axis, Texts texts) {
        return new Claim(axis.key(), new Choice.Test(axis.test(texts)));
    }

    /** That it is the service that speaks for certificates; empty where nothing asks for their tags. */
    private Optional<Claim> certified() {
        return drafts.bases().stream()
                .filter(base -> base.startsWith(OF_CERTIFICATES))
                .findFirst()
                .map(base -> of(drafts.principal(), FOR_CERTIFICATES));
    }

    /** Services have their names, are of no organization, and have no tags but those of certificates. */
    private static List<Box> callers(Space space, Claim services, Optional<Claim> certified) {
        List<Box> impossible = new ArrayList<>();
        Box byService = space.within(space.whole(), services);
        Box byOthers = space.without(space.whole(), services);
        for (Axis axis : space.axes()) {
            int index = space.index(axis.key());
            if (axis.key().equals(SERVICE_LIST)) {
                impossible.add(byService.within(index, axis.absent()));
                impossible.add(byOthers.within(index, axis.present()));
            } else if (axis.key().startsWith(OF_CERTIFICATES)) {
                Box byOther = space.without(byService, certified.orElseThrow());
                impossible.add(byOther.within(index, axis.present()));
            } else if (axis.key().equals("aws:principalorgpaths") || axis.key().startsWith(TAG)) {
                impossible.add(byService.within(index, axis.present()));
            }
        }
        return impossible;
    }

    /**
     * The world, cut.
     *
     * @param question what its axes were made for
     * @param resources what may be asked for
     * @param space its axes
     * @param impossible combinations that no request has
     * @param open what no request has of that which AWS leaves open
     * @param identities the requests of AWS identities
     * @param familiar the requests for actions that people have met
     * @param bounded those of identities that may have a permissions boundary; empty where no Deny has a NotPrincipal
     * @param drafts what the axes were cut from
     * @param theory what boxes cannot say of requests
     * @param search searches for requests that there are
     */
    record Drawn(
            Question question,
            Resources resources,
            Space space,
            List<Box> impossible,
            List<Box> open,
            Box identities,
            Box familiar,
            Optional<Box> bounded,
            Drafts drafts,
            TextTheory theory,
            TheorySearch search) {
        /** Makes requests of points. */
        Witnesses witnesses() {
            return new Witnesses(question, space, drafts.mentioned(), theory);
        }
    }
}
