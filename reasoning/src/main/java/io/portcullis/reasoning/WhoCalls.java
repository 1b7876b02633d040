package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import java.util.Optional;

/**
 * The callers of a question of whom it is not known which account they are (see {@link
 * io.portcullis.reasoning.concrete.Unplaced}), and what parts are when that is said of them.
 *
 * @param callers which they are, on the axis of callers; empty where nothing names any
 */
record WhoCalls(Optional<Choice> callers) {

    /** Those that are among the callers of an axis. */
    static WhoCalls of(TextDraft axis, Identities identities) {
        for (String named : identities.named()) {
            if (Principals.UNPLACED.has(named)) {
                return new WhoCalls(Optional.of(new Choice.Test(axis.test(Principals.UNPLACED))));
            }
        }
        return new WhoCalls(Optional.empty());
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
