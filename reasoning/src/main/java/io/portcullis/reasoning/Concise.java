package io.portcullis.reasoning;

import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.box.Effort;
import io.portcullis.reasoning.box.Theory;
import io.portcullis.reasoning.box.TheorySearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fewer cells for the same access: a cell goes when every request that it may hold is in another one that stays. Which stay
 * is irreducible, not the fewest possible.
 */
final class Concise {

    private Concise() {}

    /**
     * The cells that stay, in their order. Those that narrow the most go first; one that cannot be shown to be covered
     * within bounds stays.
     *
     * @param cells the requests of each cell
     * @param narrowed how many keys each cell narrows
     * @param allowed all requests that may be allowed …
     * @param excluded … unless they are surely in one of these
     */
    static List<Integer> staying(List<Box> cells, List<Integer> narrowed, List<Box> allowed, List<Box> excluded) {
        Set<Integer> staying = IntStream.range(0, cells.size()).boxed().collect(Collectors.toCollection(TreeSet::new));
        List<Integer> order = staying.stream()
                .sorted(Comparator.<Integer, Integer>comparing(narrowed::get)
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .toList();
        Effort effort = new Effort(BoxSearch.COMPARISON_BUDGET);
        TheorySearch search = new TheorySearch(Theory.NONE);
        for (Integer cell : order) {
            List<Box> covering = new ArrayList<>(excluded);
            staying.stream()
                    .filter(other -> !other.equals(cell))
                    .map(cells::get)
                    .forEach(covering::add);
            if (search.searchAny(allowed, cells.get(cell), covering, effort) instanceof BoxSearch.Nothing) {
                staying.remove(cell);
            }
        }
        return List.copyOf(staying);
    }
}
