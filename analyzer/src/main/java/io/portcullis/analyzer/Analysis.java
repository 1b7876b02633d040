package io.portcullis.analyzer;

import java.util.List;

/**
 * What is known of who outside the zone of trust reaches a resource.
 *
 * @param resource which resource
 * @param verdict the answer
 * @param findings all that is certain, also when the verdict is UNDECIDED
 * @param reasons why it is UNDECIDED or UNREADABLE, and what is undecided beyond the findings; else empty
 */
public record Analysis(Resource resource, Verdict verdict, List<Finding> findings, List<String> reasons) {
    /** Copies the lists. */
    public Analysis {
        findings = List.copyOf(findings);
        reasons = List.copyOf(reasons);
    }

    /** The answer for a resource whose controls could not be read. */
    public static Analysis unreadable(Resource resource, String reason) {
        return new Analysis(resource, Verdict.UNREADABLE, List.of(), List.of(reason));
    }
}
