package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Refutation;
import io.portcullis.reasoning.box.RefutationChecker;
import io.portcullis.reasoning.box.Refuter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proof that nobody outside reaches a resource, for somebody who does not trust the search. It takes the boxes that
 * statements were read into for granted, and nothing else.
 *
 * @param dimensions what the sides of the boxes are about
 * @param excluded requests that do not count: combinations that no request has, and what Denies surely deny
 * @param claims for each Allow, that no outsider's request it may allow lies outside the excluded boxes
 */
public record Certificate(List<Dimension> dimensions, List<Excluded> excluded, List<Claim> claims) {

    /**
     * One dimension of the boxes.
     *
     * @param key the context key, or {@code Principal}, {@code Action} or {@code Resource}
     * @param examples an example of each atom: no value where the key is absent, several for a set of values
     */
    public record Dimension(String key, List<List<String>> examples) {
        /** Copies the examples. */
        public Dimension {
            examples = List.copyOf(examples);
        }
    }

    /**
     * Requests that do not count.
     *
     * @param name the Deny they come from, or that no request is like that
     * @param box the requests
     */
    public record Excluded(String name, Box box) {}

    /**
     * That one Allow lets no outsider in.
     *
     * @param name the Allow
     * @param box the requests of outsiders that it may allow
     * @param refutation why each of them is in an excluded box
     */
    public record Claim(String name, Box box, Refutation refutation) {}

    private static final String IMPOSSIBLE = "no request is like this";

    /** Copies the lists. */
    public Certificate {
        dimensions = List.copyOf(dimensions);
        excluded = List.copyOf(excluded);
        claims = List.copyOf(claims);
    }

    /** The proof; empty when somebody outside gets in or may, or when the proof would be too large. */
    public static Optional<Certificate> of(Question question) {
        try {
            return of(Model.of(question));
        } catch (Tangled e) {
            return Optional.empty();
        }
    }

    private static Optional<Certificate> of(Model model) {
        List<Excluded> excluded = new ArrayList<>();
        model.impossible().forEach(box -> excluded.add(new Excluded(IMPOSSIBLE, box)));
        for (int rule : model.rules(Effect.DENY)) {
            excluded.add(new Excluded(model.name(rule), model.box(rule, false)));
        }
        List<Box> walls = excluded.stream().map(Excluded::box).toList();
        List<Claim> claims = new ArrayList<>();
        for (int rule : model.rules(Effect.ALLOW)) {
            Box box = model.box(rule, true).and(model.outsiders());
            Optional<Refutation> refutation = Refuter.refute(box, walls);
            if (refutation.isEmpty()) {
                return Optional.empty();
            }
            claims.add(new Claim(model.name(rule), box, refutation.get()));
        }
        List<Dimension> dimensions =
                model.space().axes().stream().map(Certificate::dimension).toList();
        return Optional.of(new Certificate(dimensions, excluded, claims));
    }

    private static Dimension dimension(Axis axis) {
        return new Dimension(axis.key(), axis.values());
    }

    /** The first step of the proof that is wrong, in words; empty when it holds. */
    public Optional<String> fault() {
        RefutationChecker checker = new RefutationChecker();
        List<Box> walls = excluded.stream().map(Excluded::box).toList();
        return claims.stream()
                .flatMap(claim -> checker.fault(claim.box, walls, claim.refutation).stream()
                        .map(fault -> claim.name + ": " + fault))
                .findFirst();
    }
}
