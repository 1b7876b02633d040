package io.portcullis.benchmarks;

/**
 * How long to measure. More narrows the spread and changes nothing else.
 *
 * @param forks processes that each measure a benchmark of JMH
 * @param warmups seconds of each that do not count
 * @param iterations seconds of each that do
 * @param questions questions that Z3 gets
 * @param answers how often the command answers each file of cases
 */
record Extent(int forks, int warmups, int iterations, int questions, int answers) {

    /** About 20 minutes for everything: the second compiler takes its time over the first seconds. */
    static final Extent SHORT = new Extent(1, 10, 5, 100, 1);

    /** About an hour for everything. */
    static final Extent LONG = new Extent(3, 12, 7, 2_000, 3);

    /** Three times as many seconds that do not count: for what runs through more code than the second compiler is done with. */
    Extent warmedUpLonger() {
        return new Extent(forks, 3 * warmups, iterations, questions, answers);
    }
}
