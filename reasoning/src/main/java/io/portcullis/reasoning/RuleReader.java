package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes statements apart into tests on axes and labels that findings may show. */
final class RuleReader {

    private final Question question;
    private final Drafts drafts;
    private final Principals principals;
    private final List<Label> labels = new ArrayList<>();

    RuleReader(Question question, Drafts drafts) {
        this.question = question;
        this.drafts = drafts;
        this.principals = new Principals(question.zone().partition());
    }

    /** The labels of all statements read so far, in the order of the documents. */
    List<Label> labels() {
        return labels;
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
            ConditionReader reader = new ConditionReader(question, drafts, rule, condition);
            parts.add(reader.read());
            labels.addAll(reader.labels());
        }
        return parts;
    }

    private Part principal(Rule rule, PrincipalClause clause) {
        TextDraft axis = drafts.principal();
        Set<Glob> named = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (Principal principal : clause.principals()) {
            if (!Principals.hasDocumentedForm(principal)) {
                unknown.add(rule.name() + " names the principal \""
                        + principal.written() + "\", which is of no form that AWS documents; write an account, an ARN"
                        + " without wildcards, or \"*\"");
                continue;
            }
            label(principal);
            boolean spares = clause.negated() && rule.statement().effect() == Effect.DENY;
            Language language = spares
                    ? principals.accountOf(principal, question.anonymousCallers())
                    : principals.of(principal, question.anonymousCallers());
            named.addAll(language.globs());
        }
        int test = axis.test(new Language(List.copyOf(named)));
        Function<Axis, Atoms> listed = cut -> cut.holds().get(test);
        Function<Axis, Atoms> everyone = star(axis);
        Function<Axis, Atoms> others = cut -> everyone.apply(cut).minus(listed.apply(cut));
        if (!unknown.isEmpty()) {
            return clause.negated()
                    ? new Part.Between(Binding.PRINCIPAL, cut -> Atoms.none(cut.size()), others, unknown.getFirst())
                    : new Part.Between(Binding.PRINCIPAL, listed, cut -> Atoms.all(cut.size()), unknown.getFirst());
        }
        Part taken = new Part.Cut(Binding.PRINCIPAL, clause.negated() ? others : listed);
        boolean asWritten = !clause.negated()
                && clause.principals().stream().noneMatch(principal -> principal instanceof Principal.Everyone);
        return asWritten ? taken : new Part.Chosen(taken, strictly(rule, clause, clause.negated() ? others : listed));
    }

    private Function<Axis, Atoms> star(TextDraft axis) {
        int everyone = axis.test(principals.star(question.anonymousCallers()));
        return cut -> cut.holds().get(everyone);
    }

    /** Whether everyone includes those whom identity providers vouch for, and whom a NotPrincipal spares, is not known. */
    private Part strictly(Rule rule, PrincipalClause clause, Function<Axis, Atoms> sure) {
        TextDraft axis = drafts.principal();
        Function<Axis, Atoms> everyone = star(axis);
        Function<Axis, Atoms> all = cut -> everyone.apply(cut).or(federated(cut));
        Language exactly = new Language(clause.principals().stream()
                .flatMap(principal -> principals.of(principal, question.anonymousCallers()).globs().stream())
                .distinct()
                .toList());
        int test = axis.test(exactly);
        return new Part.Between(
                Binding.PRINCIPAL,
                sure,
                cut -> clause.negated() ? all.apply(cut).minus(cut.holds().get(test)) : all.apply(cut),
                rule.name() + (clause.negated() ? " spares principals" : " names everyone")
                        + ", and whom that takes in is not documented in full; name the principals");
    }

    /** Identity providers are in the world only where a policy names them, and each is then told from all else. */
    private static Atoms federated(Axis cut) {
        return Atoms.where(
                cut.size(),
                atom -> Principals.isFederated(cut.values().get(atom).getFirst()));
    }

    /** Principals that only a policy's own words bring into the world are added to it; and all become labels. */
    private void label(Principal principal) {
        Language language = principals.of(principal, question.anonymousCallers());
        if (principal instanceof Principal.Federated || principal instanceof Principal.CanonicalUser) {
            drafts.principal().widen(language);
        }
        String partition = Principals.partition(principal);
        if (!partition.isEmpty() && !partition.equals(question.zone().partition())) {
            drafts.principal().widen(Principals.ofPartition(partition));
        }
        boolean everyone = principal instanceof Principal.Everyone;
        PrincipalType type = Principals.type(principal);
        if (type != PrincipalType.SERVICE && !everyone) {
            int test = drafts.principal().test(language);
            int account = drafts.principal().test(principals.accountOf(principal, question.anonymousCallers()));
            labels.add(new Label(
                    Label.PRINCIPAL,
                    type,
                    Principals.shown(principal),
                    Binding.PRINCIPAL,
                    cut -> cut.holds().get(test),
                    Optional.of(cut -> cut.holds().get(account))));
        }
    }

    /** What an Action or NotAction element asks. */
    Part action(MatchClause clause) {
        Language patterns = new Language(clause.values().texts().stream()
                .map(text -> Literals.glob(Template.parse(text, true, false).parts(), CharSet.ANY, true))
                .toList());
        TextDraft axis = drafts.action();
        int test = axis.test(patterns);
        return new Part.Cut(
                Binding.ACTION,
                cut -> clause.negated()
                        ? cut.holds().get(test).complement()
                        : cut.holds().get(test));
    }

    /** AWS says that no wildcard crosses from one segment of an ARN into the next, and does not hold itself to it. */
    Part resource(Rule rule, MatchClause clause) {
        Set<Glob> bySegment = new LinkedHashSet<>();
        Set<Glob> globs = new LinkedHashSet<>();
        for (String text : clause.values().texts()) {
            Optional<Template> known =
                    Literals.filledIn(Template.parse(text, true, rule.hasVariables()), question.facts());
            if (known.isEmpty()) {
                return new Part.Doubt(rule.name() + " has the resource \"" + text + "\", whose variable is not known");
            }
            globs.add(Literals.glob(known.get().parts(), CharSet.ANY, false));
            boolean all = known.get().parts().equals(List.of(new Template.AnyText()));
            bySegment.addAll((all ? Language.ALL : Literals.arns(known.get(), CharSet.ANY)).globs());
        }
        int whole = drafts.resource().test(new Language(List.copyOf(globs)));
        int segments = drafts.resource().test(new Language(List.copyOf(bySegment)));
        String reason = rule.name() + " has a resource whose wildcard would have to cross from one segment of the ARN"
                + " into the next; write the ARN's six segments, or \"*\"";
        return clause.negated()
                ? new Part.Between(
                        Binding.RESOURCE,
                        cut -> cut.holds().get(whole).complement(),
                        cut -> cut.holds().get(segments).complement(),
                        reason)
                : new Part.Between(
                        Binding.RESOURCE,
                        cut -> cut.holds().get(segments),
                        cut -> cut.holds().get(whole),
                        reason);
    }
}
