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
        return between(measured, 0, 1);
    }

    /**
     * The spread of the eight tenths in the middle.
     *
     * @throws IllegalArgumentException when there are none
     */
    static Spread ofMost(Collection<Double> measured) {
        return between(measured, 0.1, 0.9);
    }

    private static Spread between(Collection<Double> measured, double low, double high) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        List<Double> sorted = measured.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get(sorted.size() / 2)) / 2;
        return new Spread(median, sorted.get((int) Math.round(low * last)), sorted.get((int) Math.round(high * last)));
    }
}
