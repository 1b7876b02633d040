package io.portcullis.local.securityhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

class HubTest {

    private static final String T1 = "2026-11-23T19:30:01Z";
    private static final String T2 = "2026-11-23T19:30:01.000000001Z";
    private static final String T3 = "2026-11-23T20:30:02+01:00";

    private final Hub hub = new Hub(Instant.EPOCH);

    /** User guide, "BatchImportFindings for finding providers": an update that is older is ignored. */
    @Test
    void keepsTheLaterOfTwoFindingsWithOneId() {
        hub.put(finding(T2, "second", RecordState.ACTIVE));
        hub.put(finding(T1, "first", RecordState.ACTIVE));
        assertThat(only().title()).isEqualTo("second");
        hub.put(finding(T3, "third", RecordState.ARCHIVED));
        assertThat(only().title()).isEqualTo("third");
        assertThat(only().recordState()).isEqualTo(RecordState.ARCHIVED);
    }

    /** API reference, "Workflow": it is the customer's, and begins anew when an archived finding is back. */
    @Test
    void leavesTheWorkflowToTheCustomerUntilTheFindingIsBack() {
        hub.put(finding(T1, "open", RecordState.ACTIVE));
        assertThat(only().workflow().status()).isEqualTo(WorkflowStatus.NEW);
        set(WorkflowStatus.NOTIFIED);
        hub.put(finding(T2, "over", RecordState.ARCHIVED));
        assertThat(only().workflow().status()).isEqualTo(WorkflowStatus.NOTIFIED);
        hub.put(finding(T3, "back", RecordState.ACTIVE));
        assertThat(only().workflow().status()).isEqualTo(WorkflowStatus.NEW);
    }

    @Test
    void whatIsSuppressedStaysSuppressed() {
        hub.put(finding(T1, "over", RecordState.ARCHIVED));
        set(WorkflowStatus.SUPPRESSED);
        hub.put(finding(T2, "back", RecordState.ACTIVE));

        assertThat(only().workflow().status()).isEqualTo(WorkflowStatus.SUPPRESSED);
    }

    private void set(WorkflowStatus status) {
        AwsSecurityFindingIdentifier finding = AwsSecurityFindingIdentifier.builder()
                .id(only().id())
                .productArn(only().productArn())
                .build();
        hub.update(BatchUpdateFindingsRequest.builder()
                .findingIdentifiers(finding)
                .workflow(workflow -> workflow.status(status))
                .build());
    }

    private AwsSecurityFinding only() {
        assertThat(hub.findings()).hasSize(1);
        return hub.findings().getFirst();
    }

    private static AwsSecurityFinding finding(String updatedAt, String title, RecordState state) {
        return AwsSecurityFinding.builder()
                .id("id")
                .productArn("arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default")
                .updatedAt(updatedAt)
                .title(title)
                .compliance(compliance -> compliance.status(
                        state == RecordState.ACTIVE ? ComplianceStatus.FAILED : ComplianceStatus.PASSED))
                .recordState(state)
                .build();
    }
}
