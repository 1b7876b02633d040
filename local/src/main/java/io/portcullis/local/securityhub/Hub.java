package io.portcullis.local.securityhub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsUnprocessedFinding;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.FindingProviderFields;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.Severity;
import software.amazon.awssdk.services.securityhub.model.Workflow;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

/**
 * The findings of one account and Region, by product and id. Safe for use by many threads.
 *
 * <p>What an import may change, and when the workflow begins anew, is as the user guide has it ("BatchImportFindings for
 * finding providers"; API reference, "Workflow").
 */
final class Hub {

    private static final Set<WorkflowStatus> HANDLED = Set.of(WorkflowStatus.NOTIFIED, WorkflowStatus.RESOLVED);

    private final Instant since;
    private final ConcurrentNavigableMap<String, AwsSecurityFinding> findings = new ConcurrentSkipListMap<>();

    Hub(Instant since) {
        this.since = since;
    }

    /** When it was enabled. */
    Instant since() {
        return since;
    }

    List<AwsSecurityFinding> findings() {
        return List.copyOf(findings.values());
    }

    /** Takes a finding; of two with one id it keeps the later, and what only customers may change. */
    void put(AwsSecurityFinding finding) {
        findings.merge(
                key(finding.productArn(), finding.id()),
                completed(finding).workflow(status(WorkflowStatus.NEW)).build(),
                (before, after) -> isLater(after, before)
                        ? completed(finding)
                                .workflow(status(next(before, finding)))
                                .note(before.note())
                                .userDefinedFields(before.hasUserDefinedFields() ? before.userDefinedFields() : null)
                                .verificationState(before.verificationState())
                                .build()
                        : before);
    }

    /** What customers do: of all that can be updated, the workflow's status. */
    BatchUpdateFindingsResponse update(BatchUpdateFindingsRequest request) {
        if (request.workflow() == null || request.workflow().status() == null) {
            throw Faults.invalid("This local account updates Workflow.Status and nothing else; it was not given");
        }
        List<AwsSecurityFindingIdentifier> processed = new ArrayList<>();
        List<BatchUpdateFindingsUnprocessedFinding> unprocessed = new ArrayList<>();
        for (AwsSecurityFindingIdentifier each : request.findingIdentifiers()) {
            AwsSecurityFinding updated = findings.computeIfPresent(
                    key(each.productArn(), each.id()),
                    (key, finding) -> finding.toBuilder()
                            .workflow(status(request.workflow().status()))
                            .build());
            if (updated == null) {
                unprocessed.add(BatchUpdateFindingsUnprocessedFinding.builder()
                        .findingIdentifier(each)
                        .errorCode("FindingNotFound")
                        .errorMessage("Finding Not Found")
                        .build());
            } else {
                processed.add(each);
            }
        }
        return BatchUpdateFindingsResponse.builder()
                .processedFindings(processed)
                .unprocessedFindings(unprocessed)
                .build();
    }

    private static boolean isLater(AwsSecurityFinding after, AwsSecurityFinding before) {
        return Timestamps.parse(after.updatedAt()).isAfter(Timestamps.parse(before.updatedAt()));
    }

    private static WorkflowStatus next(AwsSecurityFinding before, AwsSecurityFinding after) {
        boolean isBack = before.recordState() == RecordState.ARCHIVED && after.recordState() == RecordState.ACTIVE;
        boolean isWorse = compliance(before) == ComplianceStatus.PASSED && compliance(after) != ComplianceStatus.PASSED;
        WorkflowStatus status = before.workflow().status();
        return (isBack || isWorse) && HANDLED.contains(status) ? WorkflowStatus.NEW : status;
    }

    private static ComplianceStatus compliance(AwsSecurityFinding finding) {
        return finding.compliance() == null
                ? ComplianceStatus.UNKNOWN_TO_SDK_VERSION
                : finding.compliance().status();
    }

    /** With what is filled in where a provider leaves it out. */
    private static AwsSecurityFinding.Builder completed(AwsSecurityFinding finding) {
        AwsSecurityFinding.Builder completed = finding.toBuilder();
        if (finding.recordState() == null) {
            completed.recordState(RecordState.ACTIVE);
        }
        FindingProviderFields provided = finding.findingProviderFields();
        if (provided != null && provided.severity() != null) {
            completed.severity(Severity.builder()
                    .label(provided.severity().label())
                    .original(provided.severity().original())
                    .build());
        }
        if (provided != null && provided.hasTypes()) {
            completed.types(provided.types());
        }
        return completed.region(finding.productArn().split(":", 6)[3]);
    }

    private static Workflow status(WorkflowStatus status) {
        return Workflow.builder().status(status).build();
    }

    private static String key(String productArn, String id) {
        return productArn + " " + id;
    }
}
