package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** A key whose value is a point of an ordered line: a number, an instant, an address. */
public final class LineDraft implements Draft {

    /**
     * A closed interval of the line.
     *
     * @param low the lowest point
     * @param high the highest point; an interval with {@code high < low} has no point
     */
    public record Interval(BigDecimal low, BigDecimal high) {
        /** Whether the point is in the interval. */
        public boolean has(BigDecimal point) {
            return low.compareTo(point) <= 0 && point.compareTo(high) <= 0;
        }
    }

    /** A union of intervals, and points that are cut out of it. */
    public record Region(List<Interval> intervals, List<BigDecimal> without) {
        /** Copies the lists. */
        public Region {
            intervals = List.copyOf(intervals);
            without = List.copyOf(without);
        }

        /** A union of intervals. */
        public static Region of(List<Interval> intervals) {
            return new Region(intervals, List.of());
        }

        private boolean has(BigDecimal point) {
            return intervals.stream().anyMatch(each -> each.has(point))
                    && without.stream().noneMatch(each -> each.compareTo(point) == 0);
        }
    }

    private final String key;
    private final boolean optional;
    private final boolean integral;
    private final Region universe;
    private final Function<BigDecimal, String> print;
    private final List<Region> tests = new ArrayList<>();

    /**
     * Begins an axis.
     *
     * @param key the base key
     * @param optional whether a request may lack it
     * @param integral whether only whole numbers are points
     * @param universe the points there are
     * @param print writes a point as the key's value
     */
    public LineDraft(
            String key, boolean optional, boolean integral, Region universe, Function<BigDecimal, String> print) {
        this.key = key;
        this.optional = optional;
        this.integral = integral;
        this.universe = universe;
        this.print = print;
    }

    @Override
    public String key() {
        return key;
    }

    /** Adds a test and gives its index in {@link Axis#holds}. */
    public int test(Region region) {
        tests.add(region);
        return tests.size() - 1;
    }

    @Override
    public Axis cut() {
        List<BigDecimal> points =
                candidates().stream().filter(universe::has).distinct().toList();
        int shift = optional ? 1 : 0;
        List<List<String>> values = new ArrayList<>();
        if (optional) {
            values.add(List.of());
        }
        points.forEach(point -> values.add(List.of(print.apply(point))));
        List<Atoms> holds = tests.stream()
                .map(test -> Atoms.where(values.size(), atom -> atom >= shift && test.has(points.get(atom - shift))))
                .toList();
        return new Axis(key, values, holds);
    }

    /** Every bound, and a point between each two neighbours: every class of points has one of these. */
    private List<BigDecimal> candidates() {
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        List<Region> regions = new ArrayList<>(tests);
        regions.add(universe);
        for (Region region : regions) {
            bounds.addAll(region.without);
            for (Interval interval : region.intervals) {
                bounds.add(interval.low);
                bounds.add(interval.high);
            }
        }
        List<BigDecimal> candidates = new ArrayList<>();
        BigDecimal previous =
                bounds.isEmpty() ? BigDecimal.ZERO : bounds.first().subtract(BigDecimal.TWO);
        for (BigDecimal bound : bounds) {
            between(previous, bound, candidates);
            candidates.add(bound);
            previous = bound;
        }
        candidates.add(previous.add(BigDecimal.ONE));
        return candidates;
    }

    private void between(BigDecimal low, BigDecimal high, List<BigDecimal> into) {
        BigDecimal middle = integral ? low.add(BigDecimal.ONE) : low.add(high).divide(BigDecimal.TWO);
        if (middle.compareTo(high) < 0) {
            into.add(middle);
        }
    }
}
