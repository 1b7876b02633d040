package io.portcullis.analyzer;

import java.util.List;
import java.util.Optional;

/**
 * What is known of who outside the zone of trust reaches a resource.
 *
 * @param resource which resource
 * @param verdict the answer
 * @param findings all that is certain, also when the verdict is UNDECIDED
 * @param reasons why it is UNDECIDED or UNREADABLE, and what is undecided beyond the findings; else empty
 * @param notes what the answer rests on, for people; they put nothing in doubt
 * @param bucketPolicyStatus for a bucket, whether S3 itself calls its policy public: another question than the verdict's
 * @param differences what AWS's analyzer and our engine say differently, where both were asked; else empty
 */
public record Analysis(
        Resource resource,
        Verdict verdict,
        List<Finding> findings,
        List<String> reasons,
        List<String> notes,
        Optional<BucketPolicyStatus> bucketPolicyStatus,
        List<Difference> differences) {
    /** Copies the lists. */
    public Analysis {
        findings = List.copyOf(findings);
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        differences = List.copyOf(differences);
    }

    /** An answer of one analyzer. */
    public Analysis(
            Resource resource,
            Verdict verdict,
            List<Finding> findings,
            List<String> reasons,
            List<String> notes,
            Optional<BucketPolicyStatus> bucketPolicyStatus) {
        this(resource, verdict, findings, reasons, notes, bucketPolicyStatus, List.of());
    }

    /** An answer without notes. */
    public Analysis(Resource resource, Verdict verdict, List<Finding> findings, List<String> reasons) {
        this(resource, verdict, findings, reasons, List.of(), Optional.empty());
    }

    /** The answer for a resource whose controls could not be read. */
    public static Analysis unreadable(Resource resource, String reason) {
        return new Analysis(resource, Verdict.UNREADABLE, List.of(), List.of(reason));
    }

    /** Whether there may be access beyond the findings: then no finding's absence proves that it is gone. */
    public boolean isUnknown() {
        return verdict == Verdict.UNDECIDED || verdict == Verdict.UNREADABLE || !reasons.isEmpty();
    }
}
