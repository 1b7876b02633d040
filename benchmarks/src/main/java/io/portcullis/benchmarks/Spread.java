package io.portcullis.benchmarks;

import java.util.Collection;
import java.util.List;

/**
 * What many measurements come to, in the unit they are in.
 *
 * @param median the middle one, or the mean of the middle two
 * @param least the least
 * @param most the most
 */
record Spread(double median, double least, double most) {

    /**
     * The spread of some measurements.
     *
     * @throws IllegalArgumentException when there are none
     */
    static Spread of(Collection<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        List<Double> sorted = measured.stream().sorted().toList();
        double median = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
