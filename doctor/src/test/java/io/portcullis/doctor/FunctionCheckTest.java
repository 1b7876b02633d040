package io.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.doctor.Check.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionCheckTest {

    private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:changes";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:change";

    @Test
    void aFunctionWithAnEnabledMappingTakesFromTheQueue() {
        assertThat(check(taker("Enabled")))
                .isEqualTo(Check.inPlace("eu-west-1", "function", FUNCTION + " takes from " + QUEUE));
        assertThat(check(taker("Updating")).state()).isEqualTo(State.IN_PLACE);
    }

    @Test
    void aQueueThatNoFunctionTakesFromIsForWatchOrForNobody() {
        Check check = check();
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.wayOut())
                .satisfiesExactly(
                        create -> assertThat(create)
                                .startsWith("aws lambda create-event-source-mapping --region eu-west-1")
                                .contains("--event-source-arn " + QUEUE, "ReportBatchItemFailures"),
                        watched -> assertThat(watched).contains("./portcullis watch", "./portcullis doctor --watched"));
        assertThat(check(taker("Deleting"))).isEqualTo(check);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disabled", "Disabling"})
    void aMappingThatIsOffIsSwitchedOnAgain(String state) {
        Check check = check(taker(state));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).contains(FUNCTION, "is " + state);
        assertThat(check.wayOut())
                .containsExactly("aws lambda update-event-source-mapping --region eu-west-1 --uuid id --enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Creating", "Enabling", "Unheard"})
    void aMappingThatIsNotOnYetIsNotKnownToTake(String state) {
        assertThat(check(taker(state)).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aMappingStaysEnabledWhenItsFunctionIsDeleted() {
        Check check = check(new Taker("id", FUNCTION, "Enabled", false, true, Optional.empty(), false));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).contains("is gone");
    }

    @Test
    void aFunctionWithAReservedConcurrencyOfZeroNeverRuns() {
        Check check = check(new Taker("id", FUNCTION, "Enabled", false, true, Optional.of("Active"), true));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.wayOut())
                .containsExactly(
                        "aws lambda delete-function-concurrency --region eu-west-1 --function-name " + FUNCTION);
    }

    @Test
    void aFunctionThatFailedCannotRunAndOneThatSleepsWakesUp() {
        assertThat(check(running("Failed")).state()).isEqualTo(State.MISSING);
        assertThat(check(running("Inactive")).state()).isEqualTo(State.IN_PLACE);
        assertThat(check(running("Pending")).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void whatFailedIsLostWhereTheMappingDoesNotAskForIt() {
        Check check = check(new Taker("id", FUNCTION, "Enabled", false, false, Optional.of("Active"), false));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.wayOut()).singleElement().asString().endsWith("ReportBatchItemFailures");
    }

    @Test
    void aFilterMayDropChanges() {
        assertThat(check(new Taker("id", FUNCTION, "Enabled", true, true, Optional.of("Active"), false))
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void ofTwoFunctionsEachGetsAPart() {
        Taker other = new Taker("id", FUNCTION + "2", "Enabled", false, true, Optional.of("Active"), false);
        assertThat(check(taker("Enabled"), other).state()).isEqualTo(State.UNKNOWN);
        assertThat(check(taker("Disabled"), other).state()).isEqualTo(State.IN_PLACE);
    }

    @Test
    void whatMayNotBeSeenIsNotInPlace() {
        Check check = new FunctionCheck("eu-west-1", QUEUE)
                .of(new Seen<>(List.of(taker("Enabled")), Optional.of("may not be listed")));
        assertThat(check).isEqualTo(Check.unknown("eu-west-1", "function", "may not be listed"));
    }

    private static Check check(Taker... takers) {
        return new FunctionCheck("eu-west-1", QUEUE).of(Seen.whole(List.of(takers)));
    }

    private static Taker taker(String state) {
        return new Taker("id", FUNCTION, state, false, true, Optional.of("Active"), false);
    }

    private static Taker running(String functionState) {
        return new Taker("id", FUNCTION, "Enabled", false, true, Optional.of(functionState), false);
    }
}
