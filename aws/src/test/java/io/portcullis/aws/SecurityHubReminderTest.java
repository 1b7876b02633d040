package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.response.KeptFinding;
import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.RecordState;

/** Security Hub deletes a finding 90 days after its last update. */
class SecurityHubReminderTest {

    private final AwsBench bench = new AwsBench();
    private final SecurityHubClient hub = bench.clients.securityHub(AwsBench.REGION);
    private final Publisher publisher = SecurityHubPublisher.of(bench.clients, AwsBench.REGION);

    @BeforeEach
    void enable() {
        hub.enableSecurityHub(request -> {});
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aReminderKeepsWhatIsOpenFromBeingForgotten() {
        Notice opened = bench.notice(bench.key(AwsBench.PUBLIC));
        publisher.publish(opened);
        AwsSecurityFinding before = findings().getFirst();
        publisher.remind(later(opened, opened.findings()));

        assertThat(findings()).singleElement().satisfies(after -> {
            assertThat(Instant.parse(after.updatedAt())).isAfter(Instant.parse(before.updatedAt()));
            assertThat(after.createdAt()).isEqualTo(before.createdAt());
            assertThat(after.recordState()).isEqualTo(RecordState.ACTIVE);
        });
    }

    @Test
    void aReminderOfWhatIsClosedTellsTheHubNothing() {
        publisher.remind(later(bench.notice(bench.key(AwsBench.PUBLIC)), List.of()));

        assertThat(findings()).isEmpty();
    }

    private List<AwsSecurityFinding> findings() {
        return hub.getFindings(request -> {}).findings();
    }

    private static Notice later(Notice opened, List<KeptFinding> findings) {
        return new Notice(
                opened.analyzer(),
                opened.resource(),
                opened.change(),
                opened.at().plusSeconds(1),
                List.of(),
                opened.kept(),
                findings,
                opened.plan(),
                Optional.empty());
    }
}
