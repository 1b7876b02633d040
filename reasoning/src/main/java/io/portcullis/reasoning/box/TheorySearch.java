package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.List;

/**
 * Searches for points that a theory takes to be possible: boxes are searched first, what is found is judged, and what is
 * judged impossible is excluded from then on. That boxes have no point is final. For one thread.
 */
public final class TheorySearch {

    /** Points that are judged before a search gives up. */
    private static final int ROUNDS = 2_000;

    /** Points of which nothing is known before a search gives up. */
    private static final int UNKNOWN = 12;

    private final Theory theory;
    private final List<Box> learned = new ArrayList<>();

    /** For one theory. */
    public TheorySearch(Theory theory) {
        this.theory = theory;
    }

    /** Searches {@code start} minus the excluded boxes with what effort is left. */
    public BoxSearch.Result search(Box start, List<Box> excluded, Effort effort) {
        List<Box> walls = new ArrayList<>(excluded);
        walls.addAll(learned);
        int unknown = 0;
        for (int round = 0; round < ROUNDS && unknown < UNKNOWN; round++) {
            BoxSearch.Result result = BoxSearch.search(start, walls, effort);
            if (!(result instanceof BoxSearch.Found(List<Integer> point))) {
                return unknown > 0 ? new BoxSearch.GaveUp() : result;
            }
            switch (theory.judge(point)) {
                case Theory.Possible ignored -> {
                    return result;
                }
                case Theory.Impossible(Box box) -> {
                    learned.add(box);
                    walls.add(box);
                }
                case Theory.Unknown ignored -> {
                    unknown++;
                    walls.add(only(point, start));
                }
            }
        }
        return new BoxSearch.GaveUp();
    }

    private static Box only(List<Integer> point, Box like) {
        List<Atoms> sides = new ArrayList<>();
        for (int i = 0; i < point.size(); i++) {
            int atom = point.get(i);
            sides.add(Atoms.where(like.sides().get(i).size(), each -> each == atom));
        }
        return new Box(sides);
    }

    /** The first point that any of the boxes has outside the excluded ones, with what effort is left. */
    public BoxSearch.Result searchAny(List<Box> starts, Box within, List<Box> excluded, Effort effort) {
        List<BoxSearch.Result> inconclusive = new ArrayList<>();
        for (Box start : starts) {
            switch (search(start.and(within), excluded, effort)) {
                case BoxSearch.Found found -> {
                    return found;
                }
                case BoxSearch.Nothing ignored -> {}
                case BoxSearch.GaveUp gaveUp -> inconclusive.add(gaveUp);
            }
        }
        return inconclusive.isEmpty() ? new BoxSearch.Nothing() : inconclusive.getFirst();
    }
}
