package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.concrete.Undocumented;
import io.portcullis.reasoning.concrete.Unplaced;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes statements apart into tests on axes and labels that findings may show. */
final class RuleReader {

    private final Question question;
    private final FoldedCase foldedCase;
    private final Drafts drafts;
    private final boolean strictlyToo;
    private final Principals principals;
    private final List<Label> labels = new ArrayList<>();
    private final List<Claim> unnamed = new ArrayList<>();

    /**
     * A reader of a question's statements.
     *
     * @param strictlyToo whether it will be asked what is known for sure of those whom {@code *} and NotPrincipal take in,
     *     and what is so by each reading of ARNs; and so for no findings and no labels
     */
    RuleReader(Question question, Drafts drafts, boolean strictlyToo) {
        this.question = question;
        this.drafts = drafts;
        this.strictlyToo = strictlyToo;
        this.principals = new Principals(question.zone().partition());
        this.foldedCase = new FoldedCase(question.rules());
    }

    /** The labels of all statements read so far, in the order of the documents. */
    List<Label> labels() {
        return labels;
    }

    /** What is true of strangers: no value read so far names them. */
    List<Claim> unnamed() {
        List<Claim> all = new ArrayList<>(unnamed);
        labels.forEach(label -> label.stranger().ifPresent(all::add));
        return all;
    }

    /** What a statement asks of a request. One without a principal or a resource has no effect. */
    List<Part> read(Rule rule) {
        Statement statement = rule.statement();
        Optional<PrincipalClause> clause = statement.principals();
        Optional<MatchClause> resources = statement.resources();
        if (clause.isEmpty() || resources.isEmpty()) {
            return List.of(new Part.Never());
        }
        List<Part> parts = new ArrayList<>();
        parts.add(principal(rule, clause.get()));
        parts.add(action(statement.actions()));
        parts.add(resource(rule, resources.get()));
        for (Condition condition : statement.conditions()) {
            ConditionReader reader = new ConditionReader(question, drafts, foldedCase, rule, condition, !strictlyToo);
            parts.add(reader.read());
            labels.addAll(reader.labels());
            unnamed.addAll(reader.unnamed());
        }
        return parts;
    }

    private Part principal(Rule rule, PrincipalClause clause) {
        TextDraft axis = drafts.principal();
        List<Texts> named = named(rule, clause);
        Choice written = new Choice.Test(axis.test(Texts.any(List.copyOf(named))));
        if (takesInVouched(clause)) {
            named.add(Principals.VOUCHED_FOR);
        }
        Choice listed = new Choice.Test(axis.test(Texts.any(named)));
        Choice everyone = new Choice.Test(axis.test(principals.everyone(question.anonymousCallers())));
        Choice others = everyone.and(listed.not());
        Optional<String> unknown = unknown(rule, clause);
        if (unknown.isPresent()) {
            return clause.negated()
                    ? new Part.Between(Binding.PRINCIPAL, new Choice.Everything().not(), others, unknown.get())
                    : new Part.Between(Binding.PRINCIPAL, listed, new Choice.Everything(), unknown.get());
        }
        boolean denies = rule.statement().effect() == Effect.DENY;
        Optional<Choice> theirs = maybeListed(clause, clause.negated() && denies);
        Choice sure = clause.negated()
                ? theirs.map(callers -> others.and(callers.not())).orElse(others)
                : listed;
        Part taken = new Part.Cut(Binding.PRINCIPAL, clause.negated() && !denies ? others : sure);
        if (!strictlyToo) {
            return taken;
        }
        if (clause.negated()) {
            return new Part.Chosen(taken, strictly(rule, clause, everyone, sure));
        }
        boolean maybe = maybeTakesInVouched(rule, clause);
        if (theirs.isEmpty() && !maybe) {
            return taken;
        }
        return new Part.Chosen(
                taken,
                new Part.Between(
                        Binding.PRINCIPAL,
                        maybe ? written : listed,
                        theirs.map(listed::or).orElse(listed),
                        theirs.isPresent() ? unplaced(rule) : everyone(rule)));
    }

    /** Whom the principals of a documented form mean; a Deny of all others spares the accounts that it lists. */
    private List<Texts> named(Rule rule, PrincipalClause clause) {
        boolean spares = clause.negated() && rule.statement().effect() == Effect.DENY;
        List<Texts> named = new ArrayList<>();
        for (Principal principal : clause.principals()) {
            if (IamNames.hasDocumentedForm(principal)) {
                if (!strictlyToo) {
                    label(principal);
                }
                named.add(
                        spares
                                ? principals.accountOf(principal, question.anonymousCallers())
                                : principals.of(principal, question.anonymousCallers()));
            }
        }
        return named;
    }

    private static Optional<String> unknown(Rule rule, PrincipalClause clause) {
        return clause.principals().stream()
                .filter(principal -> !IamNames.hasDocumentedForm(principal))
                .findFirst()
                .map(principal -> rule.name() + " names the principal \""
                        + principal.written()
                        + "\", which is of no form that AWS documents for its type; write an account, an"
                        + " ARN or a name without wildcards, or {\"AWS\": \"*\"}");
    }

    /**
     * Whether it takes in whom providers vouch for. Source: AWS's data perimeter policy examples, whose trust policy denies
     * {@code {"AWS": "*"}} AssumeRoleWithWebIdentity; IAM user guide, "AWS JSON policy elements: Principal", by which the bare
     * {@code *} is the same.
     */
    private boolean takesInVouched(PrincipalClause clause) {
        return !clause.negated()
                && !drafts.withoutSessions().isEmpty()
                && clause.principals().stream().anyMatch(principal -> principal instanceof Principal.Everyone);
    }

    /** AWS shows that a Deny of everyone takes them in, and an Allow of the bare {@code *}; of another Allow it does not say. */
    private boolean maybeTakesInVouched(Rule rule, PrincipalClause clause) {
        return takesInVouched(clause)
                && rule.statement().effect() == Effect.ALLOW
                && !(clause.form() instanceof PrincipalClause.Star);
    }

    private static String everyone(Rule rule) {
        return rule.name()
                + " names everyone, and whether that takes in who has no session yet is not documented; name the"
                + " identity providers";
    }

    /** Callers of whom it is not known whether a statement lists their account, or them: no session of a provider is a user's. */
    private Optional<Choice> maybeListed(PrincipalClause clause, boolean spares) {
        return drafts.whoCalls().callers().flatMap(callers -> maybeListed(clause, spares, callers));
    }

    private Optional<Choice> maybeListed(PrincipalClause clause, boolean spares, Choice callers) {
        Unplaced unplaced =
                new Unplaced(question.zone().partition(), question.zone().accounts());
        List<Principal> some =
                clause.principals().stream().filter(unplaced::mayBe).toList();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        boolean users = !spares
                && some.stream()
                        .allMatch(principal ->
                                principal instanceof Principal.User || principal instanceof Principal.FederatedUser);
        return Optional.of(
                users ? callers.and(new Choice.Test(drafts.principal().test(Principals.OF_CANONICAL_IDS))) : callers);
    }

    private static String unplaced(Rule rule) {
        return rule.name() + " names accounts" + Undocumented.UNPLACED.words();
    }

    /**
     * Whether a NotPrincipal leaves those whom identity providers vouch for, and whom it spares, is not known: nobody for sure
     * whose account it does not list. Source: IAM user guide, "AWS JSON policy elements: NotPrincipal", key points.
     */
    private Part strictly(Rule rule, PrincipalClause clause, Choice everyone, Choice sure) {
        TextDraft axis = drafts.principal();
        Choice all = everyone.or(new Choice.Test(axis.test(Principals.VOUCHED_FOR)));
        Choice spared = new Choice.Test(axis.test(surelySpared(clause)));
        return new Part.Between(
                Binding.PRINCIPAL,
                sure,
                all.and(spared.not()),
                rule.name()
                        + " spares principals, and whom that takes in is not documented in full; list their accounts"
                        + " too, or name the principals");
    }

    /**
     * Whoever is listed with the account, and an account of which nobody else is listed; else its root user. Source: IAM user
     * guide, "AWS JSON policy elements: NotPrincipal", where a user and the account are listed and all others are denied.
     */
    private Texts surelySpared(PrincipalClause clause) {
        boolean anonymous = question.anonymousCallers();
        Set<Texts> accounts = new HashSet<>();
        Set<Texts> ofListed = new HashSet<>();
        for (Principal principal : clause.principals()) {
            (isWithinAccount(principal) ? ofListed : accounts).add(principals.accountOf(principal, anonymous));
        }
        List<Texts> spared = new ArrayList<>();
        for (Principal principal : clause.principals()) {
            Texts theirs = principals.of(principal, anonymous);
            if (principal instanceof Principal.Account account && ofListed.contains(theirs)) {
                spared.add(principals.root(account));
            } else if (!isWithinAccount(principal) || accounts.contains(principals.accountOf(principal, anonymous))) {
                spared.add(theirs);
            }
        }
        return Texts.any(spared);
    }

    /** Whether it is somebody in an account, and not the account or somebody of none. */
    private static boolean isWithinAccount(Principal principal) {
        return switch (principal) {
            case Principal.User ignored -> true;
            case Principal.Role ignored -> true;
            case Principal.RoleSession ignored -> true;
            case Principal.FederatedUser ignored -> true;
            case Principal.UniqueId ignored -> true;
            case Principal.Everyone ignored -> false;
            case Principal.Account ignored -> false;
            case Principal.Federated ignored -> false;
            case Principal.CanonicalUser ignored -> false;
            case Principal.Service ignored -> false;
            case Principal.Unrecognised ignored -> false;
        };
    }

    private void label(Principal principal) {
        boolean everyone = principal instanceof Principal.Everyone;
        PrincipalType type = Principals.type(principal);
        if (type != PrincipalType.SERVICE && !everyone) {
            int test = drafts.principal().test(principals.of(principal, question.anonymousCallers()));
            int account = drafts.principal().test(principals.accountOf(principal, question.anonymousCallers()));
            // Whoever shares an identity provider with strangers is not told apart from them by its name.
            boolean shared =
                    principal instanceof Principal.Federated provider && SharedIssuers.isShared(provider.written());
            labels.add(new Label(
                    Label.PRINCIPAL,
                    type,
                    Principals.shown(principal),
                    Binding.PRINCIPAL,
                    new Choice.Test(test),
                    shared ? Optional.empty() : Optional.of(new Choice.Test(account))));
        }
    }

    /** What an Action or NotAction element asks. */
    Part action(MatchClause clause) {
        int test = drafts.action().test(question.actions().matching(clause));
        return new Part.Cut(Binding.ACTION, new Choice.Test(test));
    }

    /** AWS says that no wildcard crosses from one segment of an ARN into the next, and does not hold itself to it. */
    Part resource(Rule rule, MatchClause clause) {
        KnownVariables variables = new KnownVariables(question, rule);
        Optional<ContextKey> elsewhere = variables.elsewhere(clause.values().texts());
        if (elsewhere.isPresent()) {
            return new Part.Doubt(Doubts.elsewhere(rule.name(), elsewhere.get()));
        }
        List<Texts> bySegment = new ArrayList<>();
        List<Texts> globs = new ArrayList<>();
        for (String text : clause.values().texts()) {
            if (text.equals("*")) {
                // Every resource is an ARN: by segments or not, this is all of them.
                globs.add(Texts.ALL);
                bySegment.add(Texts.ALL);
                continue;
            }
            Optional<Template> known = variables.fillIn(text, true);
            if (known.isEmpty()) {
                continue;
            }
            if (known.get().hasVariables()) {
                return drafts.whoCalls()
                        .open(compared(rule, clause, text), rule.statement().effect(), drafts, unplaced(rule));
            }
            Texts whole = Texts.of(Literals.glob(known.get().parts(), CharSet.ANY, false));
            globs.add(whole);
            bySegment.add(whole.equals(Texts.ALL) ? whole : Literals.arns(known.get(), CharSet.ANY));
        }
        TextDraft axis = drafts.resource();
        Choice whole = spoken(clause, new Choice.Test(axis.test(Texts.any(globs))));
        Choice segments = spoken(clause, new Choice.Test(axis.test(Texts.any(bySegment))));
        if (whole.equals(segments)) {
            return new Part.Cut(Binding.RESOURCE, whole);
        }
        // Where segments are missing neither reading holds the other.
        return either(
                new Part.Between(Binding.RESOURCE, segments.and(whole), segments.or(whole), crossing(rule)),
                new Part.Cut(Binding.RESOURCE, segments),
                new Part.Cut(Binding.RESOURCE, whole));
    }

    /** Which reading holds only matters where it is asked what is so by both. */
    private Part either(Part.Between bounds, Part bySegment, Part byCharacter) {
        return strictlyToo ? new Part.Either(bounds, bySegment, byCharacter) : bounds;
    }

    /** What a Resource element speaks of, or a NotResource element, whose values match some resources. */
    private static Choice spoken(MatchClause clause, Choice matching) {
        return clause.negated() ? matching.not() : matching;
    }

    private static String crossing(Rule rule) {
        return rule.name() + " has a resource whose wildcard would have to cross from one segment of the ARN into the"
                + " next; write the ARN's six segments, or \"*\"";
    }

    /** With variables whose values are not known. Which reading holds is doubted where the two may differ. */
    private Part compared(Rule rule, MatchClause clause, String unknown) {
        KnownVariables variables = new KnownVariables(question, rule);
        List<Template> values = clause.values().texts().stream()
                .flatMap(text -> variables.fillIn(text, true).stream())
                .toList();
        String reason = rule.name() + " has the resource \"" + unknown
                + "\", and whether the value of its variable makes it this one is not decided within bounds";
        String unreadable = rule.name() + " has the resource \"" + unknown
                + "\", whose variable is not one text, or whose ARN lacks segments";
        Choice matches = spoken(clause, Compared.MATCHES);
        Optional<Claim> byText = drafts.compare(
                        new VariableComparison(
                                Binding.RESOURCE,
                                values,
                                VariableComparison.Style.EXACT,
                                VariableComparison.Of.THE_ONE,
                                false),
                        reason)
                .map(axis -> new Claim(axis, matches));
        if (byText.isEmpty() || values.stream().anyMatch(VariableComparison::isShort)) {
            return new Part.Doubt(unreadable);
        }
        if (values.stream().allMatch(VariableComparison::isReadOneWay)) {
            return cut(byText.get());
        }
        VariableComparison segments = new VariableComparison(
                Binding.RESOURCE, values, VariableComparison.Style.ARN, VariableComparison.Of.THE_ONE, false);
        Optional<Claim> bySegment = drafts.compare(segments, reason).map(axis -> new Claim(axis, matches));
        if (bySegment.isEmpty()) {
            return new Part.Doubt(unreadable);
        }
        Part.Between bounds = clause.negated()
                ? new Part.Between(byText.get(), bySegment.get(), crossing(rule))
                : new Part.Between(bySegment.get(), byText.get(), crossing(rule));
        return either(bounds, segments.isExact() ? cut(bySegment.get()) : bounds, cut(byText.get()));
    }

    private static Part.Cut cut(Claim claim) {
        return new Part.Cut(claim.axis(), claim.choice());
    }
}
