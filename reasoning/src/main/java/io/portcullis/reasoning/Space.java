package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The axes of a question, cut; their order is the order of a box's sides. An axis whose tests are too entangled to be cut
 * has a value or none, and every claim on it is a dimension of its own.
 */
final class Space {

    /**
     * One side of a box.
     *
     * @param dimension which
     * @param atoms what is within
     */
    record Side(int dimension, Atoms atoms) {}

    /** Sides of all boxes beyond which there are too many. */
    private static final long SIDE_BUDGET = 4_000_000;

    private final List<Axis> axes;
    private final Map<String, String> uncut;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<Claim, Integer> claims = new LinkedHashMap<>();
    private final int values;
    private final List<Integer> sizes;
    private final Box whole;

    /**
     * A space.
     *
     * @param cut the axes
     * @param made all claims that will be made on axes that are not cut
     */
    Space(Cut cut, List<Claim> made) {
        this.uncut = cut.uncut();
        this.values = cut.axes().size();
        List<Axis> all = new ArrayList<>(cut.axes());
        all.addAll(cut.comparisons());
        for (Claim claim : made) {
            if (isOwnDimension(claim) && !claims.containsKey(claim)) {
                claims.put(claim, all.size());
                all.add(Axis.ofTruth("Claim " + claims.size()));
            }
        }
        this.axes = List.copyOf(all);
        List<Integer> counts = new ArrayList<>(axes.size());
        for (Axis axis : axes) {
            indexes.put(axis.key(), counts.size());
            counts.add(axis.size());
        }
        this.sizes = List.copyOf(counts);
        this.whole = Box.whole(sizes);
    }

    private boolean isOwnDimension(Claim claim) {
        if (!uncut.containsKey(claim.axis())) {
            return false;
        }
        Set<Integer> tests = new HashSet<>();
        claim.choice().tests(tests);
        return !tests.isEmpty();
    }

    /**
     * Of so many statements, and of what so many keys exclude.
     *
     * @throws Tangled when their boxes would have more sides than fit
     */
    void bound(int statements) throws Tangled {
        if ((long) (statements + claims.size()) * axes.size() > SIDE_BUDGET) {
            throw new Tangled("there are too many statements and keys to follow: " + statements
                    + " statements and exclusions, " + axes.size() + " keys and tests");
        }
    }

    List<Axis> axes() {
        return axes;
    }

    /** How many of the axes, the first ones, are of values; the others are truths about those. */
    int values() {
        return values;
    }

    List<Integer> sizes() {
        return sizes;
    }

    Axis axis(String key) {
        return axes.get(index(key));
    }

    int index(String key) {
        Integer index = indexes.get(key);
        if (index == null) {
            throw new IllegalArgumentException("There is no axis " + key);
        }
        return index;
    }

    /** Whether the axis was too entangled to be cut. */
    boolean isUncut(String key) {
        return uncut.containsKey(key);
    }

    /** Why the axis was too entangled to be cut, if it was. */
    Optional<String> uncut(String key) {
        return Optional.ofNullable(uncut.get(key));
    }

    /** The claims that are dimensions of their own, and which. */
    Map<Claim, Integer> claims() {
        return claims;
    }

    /** Every request. */
    Box whole() {
        return whole;
    }

    /** The requests of which a claim is true. */
    Side side(Claim claim) {
        if (isOwnDimension(claim)) {
            Integer dimension = claims.get(claim);
            if (dimension == null) {
                throw new IllegalArgumentException("The claim was not announced: " + claim);
            }
            return new Side(dimension, Atoms.where(2, atom -> atom == 1));
        }
        return new Side(index(claim.axis()), claim.choice().apply(axis(claim.axis())));
    }

    /** The requests of a box of which a claim is true. */
    Box within(Box box, Claim claim) {
        Side side = side(claim);
        return box.within(side.dimension, side.atoms);
    }

    /** The requests of a box of which a claim is not true. */
    Box without(Box box, Claim claim) {
        Side side = side(claim);
        return box.within(side.dimension, side.atoms.complement());
    }

    /** What no request has: claims on an absent value that are otherwise. */
    List<Box> impossible() {
        List<Box> boxes = new ArrayList<>();
        claims.forEach((claim, dimension) -> {
            boolean whenAbsent = claim.choice().has(false, test -> false);
            boxes.add(whole.within(index(claim.axis()), axis(claim.axis()).absent())
                    .within(dimension, Atoms.where(2, atom -> (atom == 1) != whenAbsent)));
        });
        return boxes;
    }

    /** The requests that have all of these parts; where it is not known, those that may have them or those that surely do. */
    Box box(List<Part> parts, boolean maybe) {
        Box box = whole;
        for (Part part : parts) {
            box = within(box, part, maybe);
        }
        return box;
    }

    private Box within(Box box, Part part, boolean maybe) {
        return switch (part) {
            case Part.Always ignored -> box;
            case Part.Doubt ignored -> maybe ? box : none();
            case Part.Never ignored -> none();
            case Part.Cut cut -> within(box, cut.claim());
            case Part.Between cut -> within(box, maybe ? cut.possibly() : cut.surely());
            case Part.Chosen chosen -> within(box, chosen.taken(), maybe);
            case Part.Either either -> within(box, either.bounds(), maybe);
            case Part.Open open -> within(box, open.bounds(), maybe);
        };
    }

    private Box none() {
        return whole.within(0, Atoms.none(axes.getFirst().size()));
    }

    /** Why it is not known which requests have this part; empty when it is. */
    Optional<String> doubt(Part part) {
        return switch (part) {
            case Part.Always ignored -> Optional.empty();
            case Part.Never ignored -> Optional.empty();
            case Part.Cut ignored -> Optional.empty();
            case Part.Doubt doubt -> Optional.of(doubt.reason());
            case Part.Chosen chosen -> doubt(chosen.taken());
            case Part.Either either -> doubt(either.bounds());
            case Part.Open open -> doubt(open.bounds());
            case Part.Between cut ->
                side(cut.surely()).equals(side(cut.possibly())) ? Optional.empty() : Optional.of(cut.reason());
        };
    }

    /** The claims that parts make. */
    static Stream<Claim> claims(Part part) {
        return switch (part) {
            case Part.Chosen chosen -> claims(chosen.taken());
            case Part.Either either ->
                Stream.of(either.bounds(), either.bySegment(), either.byCharacter())
                        .flatMap(Space::claims);
            case Part.Open open -> claims(open.bounds());
            case Part.Always ignored -> Stream.of();
            case Part.Never ignored -> Stream.of();
            case Part.Doubt ignored -> Stream.of();
            case Part.Cut cut -> Stream.of(cut.claim());
            case Part.Between cut -> Stream.of(cut.surely(), cut.possibly());
        };
    }
}
