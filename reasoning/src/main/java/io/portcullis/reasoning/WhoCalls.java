package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * The callers of a question of whom it is not known what their requests say of who calls (see {@link
 * io.portcullis.reasoning.concrete.Unplaced} and {@link io.portcullis.reasoning.concrete.PerhapsNobody}), and what parts are when
 * that is asked of them.
 *
 * @param callers which they are, on the axis of callers; empty where nothing names any
 */
record WhoCalls(Optional<Choice> callers) {

    /** Of all callers it is known. */
    static final WhoCalls NOBODY = new WhoCalls(Optional.empty());

    /** Those whose account is not known. */
    static WhoCalls unplaced(TextDraft axis, Identities identities) {
        return identities.named().stream().anyMatch(Principals.UNPLACED::has) ? of(axis, Principals.UNPLACED) : NOBODY;
    }

    /** Those who ask a service for a session without having one: nobody asks STS for one but by some provider's word. */
    static WhoCalls vouched(TextDraft axis, Identities identities, Optional<String> service) {
        if (identities.anonymous() && service.equals(Optional.of("sts"))) {
            return of(axis, Texts.any(List.of(Principals.VOUCHED_FOR, new Texts.One(Principals.ANONYMOUS))));
        }
        return identities.named().stream().anyMatch(Principals.VOUCHED_FOR::has)
                ? of(axis, Principals.VOUCHED_FOR)
                : NOBODY;
    }

    private static WhoCalls of(TextDraft axis, Texts callers) {
        return new WhoCalls(Optional.of(new Choice.Test(axis.test(callers))));
    }

    /** These and others. */
    WhoCalls and(WhoCalls others) {
        return callers.isEmpty()
                ? others
                : new WhoCalls(others.callers.map(callers.get()::or).or(() -> callers));
    }

    /** The claim that it is one of them who calls. */
    Optional<Claim> claim() {
        return callers.map(choice -> new Claim(Binding.PRINCIPAL, choice));
    }

    /** Some callers and those. */
    Choice orTheirs(Choice some) {
        return callers.map(some::or).orElse(some);
    }

    /** A part that asks of them what is not known: an Allow is taken to have them and a Deny not to. */
    Part open(Part part, Effect effect, Drafts drafts, String reason) {
        return switch (part) {
            case Part.Cut(String axis, Choice atoms)
            when isOpen(axis, drafts) -> chosen(new Part.Between(axis, atoms, atoms, reason), effect);
            case Part.Between between when isOpen(between.surely().axis(), drafts) -> chosen(between, effect);
            case Part.Either(Part bounds, Part bySegment, Part byCharacter) ->
                new Part.Either(
                        open(bounds, effect, drafts, reason),
                        open(bySegment, effect, drafts, reason),
                        open(byCharacter, effect, drafts, reason));
            case Part.Cut ignored -> part;
            case Part.Between ignored -> part;
            case Part.Chosen ignored -> part;
            case Part.Always ignored -> part;
            case Part.Never ignored -> part;
            case Part.Doubt ignored -> part;
            case Part.Open ignored -> part;
        };
    }

    private boolean isOpen(String axis, Drafts drafts) {
        return callers.isPresent()
                && (axis.equals(Binding.PRINCIPAL)
                        || drafts.compared().stream()
                                .anyMatch(compared -> compared.axis().equals(axis)
                                        && compared.unplaced().isPresent()));
    }

    private Part chosen(Part.Between part, Effect effect) {
        Claim widest = with(part.possibly());
        Claim narrowest = without(part.surely());
        Part taken = effect == Effect.ALLOW
                ? new Part.Between(with(part.surely()), widest, part.reason())
                : new Part.Between(narrowest, without(part.possibly()), part.reason());
        return new Part.Chosen(taken, new Part.Between(narrowest, widest, part.reason()));
    }

    private Claim with(Claim claim) {
        return new Claim(claim.axis(), claim.choice().or(theirs(claim.axis())));
    }

    private Claim without(Claim claim) {
        return new Claim(claim.axis(), claim.choice().and(theirs(claim.axis()).not()));
    }

    /** Where on an axis of callers, or on one of a comparison that says something of them, they are. */
    private Choice theirs(String axis) {
        return axis.equals(Binding.PRINCIPAL) ? callers.orElseThrow() : Compared.OPEN;
    }
}
