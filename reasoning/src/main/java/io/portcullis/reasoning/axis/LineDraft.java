package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * @param universe the points there are: bounded intervals
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
    public Axis cut(Budget budget) throws TooComplex {
        TextCut.bound(tests.size());
        BigDecimal[] bounds = bounds();
        BitSet universal = places(universe, bounds);
        BitSet[] passed = passed(bounds);
        Set<BitSet> found = new HashSet<>();
        List<BitSet> signatures = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        if (optional) {
            values.add(List.of());
            signatures.add(new BitSet());
        }
        for (int place = universal.nextSetBit(0); place >= 0; place = universal.nextSetBit(place + 1)) {
            BitSet signature = passed[place];
            if (found.contains(signature)) {
                continue;
            }
            // What lies behind the end says more than the end of the line itself.
            int at = place;
            boolean endOfLine = place == 1 && signature.equals(passed[2]) && universal.get(2);
            Optional<BigDecimal> behind = endOfLine ? point(2, bounds) : Optional.empty();
            behind.or(() -> point(at, bounds)).ifPresent(point -> {
                found.add(signature);
                signatures.add(signature);
                values.add(List.of(print.apply(point)));
            });
        }
        List<Atoms> holds = new ArrayList<>(tests.size());
        for (int i = 0; i < tests.size(); i++) {
            int test = i;
            holds.add(Atoms.where(values.size(), atom -> signatures.get(atom).get(test)));
        }
        return new Axis(key, values, holds);
    }

    /** The tests that each place passes. */
    private BitSet[] passed(BigDecimal[] bounds) {
        BitSet[] passed = new BitSet[2 * bounds.length + 1];
        Arrays.setAll(passed, place -> new BitSet());
        for (int i = 0; i < tests.size(); i++) {
            int test = i;
            places(tests.get(i), bounds).stream().forEach(place -> passed[place].set(test));
        }
        return passed;
    }

    /** Every point that a test or the universe begins, ends or is pierced at, sorted. */
    private BigDecimal[] bounds() {
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
        return bounds.toArray(BigDecimal[]::new);
    }

    /**
     * Where a region is: place {@code 2i + 1} is the bound i, place {@code 2i} all that is between the bounds i-1 and i. No
     * test tells the points of one place apart.
     */
    private static BitSet places(Region region, BigDecimal[] bounds) {
        BitSet places = new BitSet(2 * bounds.length + 1);
        for (Interval interval : region.intervals) {
            if (interval.low.compareTo(interval.high) <= 0) {
                places.set(2 * index(interval.low, bounds) + 1, 2 * index(interval.high, bounds) + 2);
            }
        }
        for (BigDecimal point : region.without) {
            places.clear(2 * index(point, bounds) + 1);
        }
        return places;
    }

    private static int index(BigDecimal bound, BigDecimal[] bounds) {
        return Arrays.binarySearch(bounds, bound);
    }

    /** A point of a place; empty when there is none, between whole numbers that are neighbours. */
    private Optional<BigDecimal> point(int place, BigDecimal[] bounds) {
        BigDecimal high = bounds[place / 2];
        if (place % 2 == 1) {
            return Optional.of(high);
        }
        BigDecimal low = bounds[place / 2 - 1];
        BigDecimal next = integral || place > 2 ? low.add(BigDecimal.ONE) : high.subtract(BigDecimal.ONE);
        boolean between = integral || (low.compareTo(next) < 0 && next.compareTo(high) < 0);
        BigDecimal middle = between ? next : low.add(high).divide(BigDecimal.TWO);
        return Optional.of(middle).filter(point -> point.compareTo(high) < 0);
    }
}
