package io.portcullis.analyzer;

import java.util.List;

/**
 * An analysis with its reasons.
 *
 * @param analysis the analysis
 * @param grounds why each finding stands, in the order of the findings
 * @param closed where there is no finding, what keeps outsiders out at each Allow; else empty
 */
public record Explanation(Analysis analysis, List<Grounds> grounds, List<Reason> closed) {

    /**
     * Why a finding stands.
     *
     * @param finding the finding
     * @param allows the statements and grants that let its requests in
     * @param denies every Deny of the policy: why it does not keep the proof out, and whether it takes away part of the
     *     finding
     */
    public record Grounds(Finding finding, List<Reason> allows, List<Reason> denies) {
        /** Copies the lists. */
        public Grounds {
            allows = List.copyOf(allows);
            denies = List.copyOf(denies);
        }
    }

    /** Copies the lists. */
    public Explanation {
        grounds = List.copyOf(grounds);
        closed = List.copyOf(closed);
    }
}
