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

    /** Boxes of which nothing is known before a search gives up. */
    private static final int UNKNOWN = 12;

    private final Theory theory;
    private final List<Box> learned = new ArrayList<>();

    /** For one theory. */
    public TheorySearch(Theory theory) {
        this.theory = theory;
    }

    /** Searches {@code start} minus the excluded boxes with what effort is left. */
    public BoxSearch.Result search(Box start, List<Box> excluded, Effort effort) {
        List<Box> walls = learned.isEmpty() ? excluded : joined(excluded, learned);
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
                    walls = joined(walls, List.of(box));
                }
                case Theory.Unknown(Box box) -> {
                    unknown++;
                    walls = joined(walls, List.of(box));
                }
            }
        }
        return new BoxSearch.GaveUp();
    }

    private static List<Box> joined(List<Box> some, List<Box> more) {
        List<Box> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return all;
    }

    /** The first point that any of the boxes has outside the excluded ones, with what effort is left. */
    public BoxSearch.Result searchAny(List<Box> starts, Box within, List<Box> excluded, Effort effort) {
        BoxSearch.Result result = new BoxSearch.Nothing();
        for (Box start : starts) {
            switch (search(start.and(within), excluded, effort)) {
                case BoxSearch.Found found -> {
                    return found;
                }
                case BoxSearch.Nothing ignored -> {}
                case BoxSearch.GaveUp gaveUp -> result = gaveUp;
            }
        }
        return result;
    }
}
