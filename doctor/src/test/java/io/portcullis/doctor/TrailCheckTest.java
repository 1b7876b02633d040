package io.portcullis.doctor;

import static io.portcullis.doctor.Trails.KEYS;
import static io.portcullis.doctor.Trails.ROLES;
import static io.portcullis.doctor.Trails.equal;
import static io.portcullis.doctor.Trails.fields;
import static io.portcullis.doctor.Trails.logging;
import static io.portcullis.doctor.Trails.notEquals;
import static io.portcullis.doctor.Trails.selector;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.doctor.Check.State;
import io.portcullis.doctor.Trail.FieldSelector;
import io.portcullis.doctor.Trail.Selectors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrailCheckTest {

    private static final FieldSelector MANAGEMENT = equal("eventCategory", "Management");

    @Test
    void aTrailWithoutSelectorsLogsAllManagementEvents() {
        assertThat(state(logging(new Trail.BasicSelector[0]))).isEqualTo(State.IN_PLACE);
    }

    @Test
    void aSelectorOfDataEventsAloneLogsNoManagementEvents() {
        assertThat(state(logging(selector(false, "All")))).isEqualTo(State.MISSING);
        assertThat(state(logging(fields(equal("eventCategory", "Data"))))).isEqualTo(State.MISSING);
    }

    @Test
    void aSelectorOfReadEventsLogsNoChange() {
        assertThat(state(logging(selector(true, "ReadOnly")))).isEqualTo(State.MISSING);
        assertThat(state(logging(fields(MANAGEMENT, equal("readOnly", "true")))))
                .isEqualTo(State.MISSING);
        assertThat(state(logging(selector(true, "WriteOnly")))).isEqualTo(State.IN_PLACE);
        assertThat(state(logging(fields(MANAGEMENT, equal("readOnly", "false")))))
                .isEqualTo(State.IN_PLACE);
    }

    @Test
    void aSelectorThatExcludesKmsLogsNoChangeOfKeys() {
        Check check = check(logging(selector(true, "All", "kms.amazonaws.com", "rdsdata.amazonaws.com")));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).isEqualTo("main leaves out the write events of kms.amazonaws.com");
        assertThat(check.wayOut())
                .singleElement()
                .asString()
                .startsWith("aws cloudtrail put-event-selectors --region eu-west-1 --trail-name arn:aws:cloudtrail:");
        assertThat(state(logging(selector(true, "All", "rdsdata.amazonaws.com"))))
                .isEqualTo(State.IN_PLACE);
    }

    @Test
    void anAdvancedSelectorWithNotEqualsLeavesOutAnEventSource() {
        assertThat(state(logging(fields(MANAGEMENT, notEquals("eventSource", "kms.amazonaws.com")))))
                .isEqualTo(State.MISSING);
        assertThat(state(logging(fields(MANAGEMENT, notEquals("eventSource", "rdsdata.amazonaws.com")))))
                .isEqualTo(State.IN_PLACE);
    }

    @Test
    void oneOfSeveralSelectorsSuffices() {
        assertThat(state(logging(selector(true, "All", "kms.amazonaws.com"), selector(true, "WriteOnly"))))
                .isEqualTo(State.IN_PLACE);
        assertThat(state(logging(fields(equal("eventCategory", "Data")), fields(MANAGEMENT))))
                .isEqualTo(State.IN_PLACE);
    }

    @Test
    void operatorsThatSelectAreAlternativesAndThoseThatDeselectAllApply() {
        FieldSelector either = new FieldSelector(
                "eventSource",
                List.of("iam.amazonaws.com"),
                List.of("kms."),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(state(logging(fields(MANAGEMENT, either)))).isEqualTo(State.IN_PLACE);
        FieldSelector butNot = new FieldSelector(
                "eventSource",
                List.of("kms.amazonaws.com"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(".amazonaws.com"));
        assertThat(state(logging(fields(MANAGEMENT, butNot)))).isEqualTo(State.MISSING);
    }

    @Test
    void namesTheCallsThatAreLeftOut() {
        Check check = check(logging(fields(MANAGEMENT, notEquals("eventName", "CreateGrant", "PutKeyPolicy"))));
        assertThat(check.says()).isEqualTo("main leaves out CreateGrant, PutKeyPolicy");
        assertThat(check(logging(fields(MANAGEMENT, equal("eventType", "AwsApiCall"))))
                        .says())
                .isEqualTo("main leaves out DeleteKey, SynchronizeMultiRegionKey");
    }

    @Test
    void eventsOfSomeCallersAloneAreNotEnough() {
        Check check = check(logging(fields(MANAGEMENT, notEquals("userIdentity.arn", "arn:aws:iam::1:user/noisy"))));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).contains("of some callers alone");
    }

    @Test
    void aTrailOfOneRegionLogsThereAlone() {
        Trail trail = new Trail(
                "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main",
                "eu-west-1",
                false,
                true,
                true,
                new Selectors.Basic(List.of()),
                Optional.empty());
        assertThat(TrailCheck.of("eu-west-1", KEYS, Seen.whole(List.of(trail))).state())
                .isEqualTo(State.IN_PLACE);
        Check elsewhere = TrailCheck.of("us-east-1", KEYS, Seen.whole(List.of(trail)));
        assertThat(elsewhere.says()).isEqualTo("main logs in eu-west-1 alone");
        assertThat(elsewhere.wayOut()).singleElement().asString().endsWith(" --is-multi-region-trail");
    }

    @Test
    void aTrailThatIsSwitchedOffLogsNothing() {
        Trail off = new Trail(
                "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main",
                "eu-west-1",
                true,
                true,
                false,
                new Selectors.Basic(List.of()),
                Optional.empty());
        Check check = check(off);
        assertThat(check.says()).isEqualTo("main is switched off");
        assertThat(check.wayOut()).singleElement().asString().startsWith("aws cloudtrail start-logging ");
        assertThat(TrailCheck.of("eu-west-1", KEYS, Seen.whole(List.of(off, logging(new Trail.BasicSelector[0]))))
                        .state())
                .as("one trail suffices")
                .isEqualTo(State.IN_PLACE);
    }

    @Test
    void eventsOfGlobalServicesNeedATrailThatTakesThemIn() {
        Trail local = new Trail(
                "arn:aws:cloudtrail:us-east-1:111122223333:trail/main",
                "us-east-1",
                true,
                false,
                true,
                new Selectors.Basic(List.of()),
                Optional.empty());
        assertThat(TrailCheck.of("us-east-1", KEYS, Seen.whole(List.of(local))).state())
                .isEqualTo(State.IN_PLACE);
        assertThat(TrailCheck.of("us-east-1", ROLES, Seen.whole(List.of(local))).says())
                .isEqualTo("main leaves out the events of global services");
    }

    @Test
    void saysThatThereIsNoTrail() {
        Check check = TrailCheck.of("eu-west-1", KEYS, Seen.whole(List.of()));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.wayOut()).hasSize(2).first().asString().contains("create-trail --region eu-west-1");
    }

    @Test
    void whatMayNotBeReadIsNotKnownUnlessAnotherTrailSuffices() {
        Trail unread = new Trail(
                "arn:aws:cloudtrail:eu-west-1:999988887777:trail/organization",
                "eu-west-1",
                true,
                true,
                false,
                new Selectors.Basic(List.of()),
                Optional.of("cloudtrail:GetEventSelectors failed"));
        assertThat(check(unread))
                .isEqualTo(Check.unknown("eu-west-1", "trail", "organization: cloudtrail:GetEventSelectors failed"));
        Seen<Trail> denied = new Seen<>(List.of(), Optional.of("cloudtrail:DescribeTrails failed"));
        assertThat(TrailCheck.of("eu-west-1", KEYS, denied).state()).isEqualTo(State.UNKNOWN);
        assertThat(TrailCheck.of("eu-west-1", KEYS, Seen.whole(List.of(unread, logging(new Trail.BasicSelector[0]))))
                        .state())
                .isEqualTo(State.IN_PLACE);
    }

    private static State state(Trail trail) {
        return check(trail).state();
    }

    private static Check check(Trail trail) {
        return TrailCheck.of("eu-west-1", KEYS, Seen.whole(List.of(trail)));
    }
}
