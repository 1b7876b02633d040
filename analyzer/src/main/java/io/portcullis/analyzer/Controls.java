package io.portcullis.analyzer;

import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.Actions;
import io.portcullis.reasoning.Bound;
import io.portcullis.reasoning.Caller;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What decides who reaches a resource as one set of statements: those of its policy and, for a key, its grants, which a Deny
 * of the policy overrules. Source: KMS developer guide, "Grants in AWS KMS", "Key policies".
 */
final class Controls {

    private static final MatchClause EVERYTHING = new MatchClause(false, Values.of("*"));

    private final Resource resource;
    private final Zone zone;
    private final ResourceType type;
    private final Policy policy;
    private final ActionList known;
    private final Actions actions;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Cause> grants;
    private final Set<String> shown;
    private final String text;

    /** Of a resource of this zone. */
    Controls(ResourceState state, Policy policy, Settings settings, ZoneOfTrust zone) {
        this.resource = NamedResource.narrowed(state.resource(), policy);
        this.zone = around(resource, zone);
        this.type = resource.type();
        this.policy = policy;
        this.known = type.actions(settings);
        this.text = state.policy();
        for (Statement statement : policy.statements()) {
            rules.add(Rule.of(effective(statement), policy.version()));
        }
        switch (state) {
            case PolicyState ignored -> {
                this.actions = known.asked();
                this.shown = type.shown();
                this.grants = List.of();
            }
            case KeyState key -> {
                KeyGrants read = new KeyGrants(key.grants(), settings.reportRetiring());
                rules.addAll(read.rules());
                this.actions = withNewer(key);
                this.shown = read.shown();
                this.grants = read.causes();
            }
        }
    }

    /** Which resource, as closely as its policy tells. */
    Resource resource() {
        return resource;
    }

    /** What lets requests in at a rule. */
    Cause cause(int rule) {
        int statements = policy.statements().size();
        return rule < statements ? cause(policy.statements().get(rule)) : grants.get(rule - statements);
    }

    private Cause cause(Statement statement) {
        return new Cause.PolicyStatement(
                statement.index(),
                statement.sid().orElse(""),
                statement.at().line(),
                text.substring(statement.at().offset(), statement.endOffset()));
    }

    /** Whether it is seen at a glance that nobody outside the zone gets in. */
    boolean areSurelyClosed() {
        return OutsideAccess.isSurelyClosed(rules, actions, zone);
    }

    /** Whether these actions, granted without others, are access to anything. */
    boolean areAccess(List<String> granted) {
        return known.areAccess(granted);
    }

    /** Who outside the zone gets in. */
    Question question(Instant now) {
        ArnForm form = type.form();
        boolean unsigned = takesUnsigned();
        return new Question(
                rules,
                actions,
                form.universe(resource.arn()),
                form.exampleOf(resource.arn()),
                zone,
                facts(),
                unsigned,
                now,
                shown,
                bounds(unsigned));
    }

    /** An operation that only a grant speaks of is newer than the list: KMS grants nothing that outsiders cannot use. */
    private Actions withNewer(KeyState key) {
        if (key.grants().isEmpty()) {
            return known.asked();
        }
        List<String> all = ActionList.of(type.cloudFormationName(), Settings.KmsActions.DOCUMENTED_2026.edition())
                .names();
        List<String> newer = key.grants().stream()
                .flatMap(grant -> grant.operations().stream())
                .map(operation -> "kms:" + operation)
                .filter(action -> !all.contains(action))
                .distinct()
                .toList();
        return newer.isEmpty()
                ? known.asked()
                : new Actions(
                        Stream.concat(known.names().stream(), newer.stream()).toList());
    }

    /** In a trust policy those with a token of some provider are among everyone. */
    private boolean takesUnsigned() {
        return known.takesUnsigned()
                && (type.policyKind() != PolicyKind.TRUST
                        || policy.statements().stream()
                                .filter(statement -> statement.effect() == Effect.ALLOW)
                                .flatMap(statement -> statement.principals().stream())
                                .anyMatch(clause -> clause.negated()
                                        || clause.principals().stream()
                                                .anyMatch(principal -> principal instanceof Principal.Everyone)));
    }

    private List<Bound> bounds(boolean unsigned) {
        Set<Caller> callers = EnumSet.of(Caller.IDENTITY, Caller.ROOT, Caller.FEDERATED_USER);
        if (unsigned) {
            callers.add(Caller.UNSIGNED);
        }
        if (namesProvider()) {
            callers.add(Caller.SAML);
            callers.add(Caller.WEB_IDENTITY);
        }
        List<Bound> bounds = new ArrayList<>(known.bounds(callers));
        type.form()
                .part()
                .map(part -> known.on(part.name()))
                .filter(on -> !on.isEmpty())
                .ifPresent(ofParts -> {
                    bounds.add(new Bound.OfResource(type.form().whole(resource.arn()), known.on(type.of())));
                    bounds.add(new Bound.OfResource(type.form().parts(resource.arn()), ofParts));
                });
        bounds.addAll(KeysOfActions.bounds(rules, actions.names(), known.names()));
        return bounds;
    }

    private boolean namesProvider() {
        for (Statement statement : policy.statements()) {
            if (statement.principals().isPresent()
                    && statement.principals().get().form() instanceof PrincipalClause.ByType form) {
                for (PrincipalClause.Group group : form.groups()) {
                    if (group.type() == PrincipalType.FEDERATED) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Zone around(Resource resource, ZoneOfTrust zone) {
        String partition = resource.partition();
        return switch (zone) {
            case ZoneOfTrust.Account account -> new Zone(partition, Set.of(account.account()), Optional.empty());
            case ZoneOfTrust.Organization organization -> {
                Set<String> accounts = new HashSet<>(organization.accounts());
                accounts.add(resource.account());
                yield new Zone(partition, accounts, Optional.of(organization.organization()));
            }
        };
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        facts.put("aws:resourceaccount", resource.account());
        type.accountKeys().forEach(key -> facts.put(key, resource.account()));
        if (!resource.isAny()) {
            type.arnKeys().forEach(key -> facts.put(key, resource.arn()));
        }
        if (!resource.region().equals("*")) {
            facts.put("aws:requestedregion", resource.region());
        }
        zone.organization().ifPresent(organization -> facts.put("aws:resourceorgid", organization));
        return facts;
    }

    /**
     * What a statement without Resource speaks of: nothing in a key policy (KMS developer guide, "Key policies"), the role
     * in a trust policy. Elsewhere services refuse it, so it is not known: an Allow is taken to speak of the resource and a
     * Deny not to. The same holds for a Resource in a trust policy.
     */
    private Statement effective(Statement statement) {
        boolean absent = statement.resources().isEmpty();
        boolean allow = statement.effect() == Effect.ALLOW;
        boolean everything = switch (type.policyKind()) {
            case TRUST -> absent || allow;
            case RESOURCE -> absent && allow;
            case KEY, IDENTITY -> false;
        };
        return everything
                ? new Statement(
                        statement.index(),
                        statement.sid(),
                        statement.effect(),
                        statement.principals(),
                        statement.actions(),
                        Optional.of(EVERYTHING),
                        statement.conditions(),
                        statement.operatorBlocks(),
                        statement.at(),
                        statement.endOffset())
                : statement;
    }
}
