package io.portcullis.doctor;

import static io.portcullis.doctor.Trails.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.doctor.Check.State;
import io.portcullis.response.change.ChangeReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleCheckTest {

    private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:portcullis-changes";
    private static final String ALL = new ChangeReader().eventPattern();

    private final RuleCheck anywhere = new RuleCheck("111122223333", "eu-west-1", KEYS, Optional.empty());

    @Test
    void theRuleOfThisProductTakesTheEventOfEveryCall() {
        Check check = check(rule(ALL, QUEUE));
        assertThat(check.state()).isEqualTo(State.IN_PLACE);
        assertThat(check.says()).isEqualTo("changes takes the events of all 20 calls, for " + QUEUE);
    }

    @Test
    void theArticlesRuleMissesAllCallsButTwo() {
        Check check = check(rule("""
                {"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],\
                "detail":{"eventSource":["kms.amazonaws.com"],"eventName":["PutKeyPolicy","CreateGrant"]}}""", QUEUE));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).contains("RevokeGrant", "CreateKey").doesNotContain("PutKeyPolicy", "CreateGrant,");
        assertThat(check.wayOut()).first().asString().contains("put-rule --region eu-west-1");
    }

    @Test
    void eventsOfAwsItselfHaveADetailTypeOfTheirOwn() {
        Check check =
                check(rule("{\"source\":[\"aws.kms\"],\"detail-type\":[\"AWS API Call via CloudTrail\"]}", QUEUE));
        assertThat(check.says())
                .isEqualTo("changes does not take the events of DeleteKey, SynchronizeMultiRegionKey, for " + QUEUE);
    }

    @Test
    void rulesMayShareTheCalls() {
        Check check = check(
                rule("{\"source\":[\"aws.kms\"],\"detail-type\":[\"AWS API Call via CloudTrail\"]}", QUEUE),
                rule("{\"source\":[\"aws.kms\"],\"detail-type\":[{\"prefix\":\"AWS Service Event\"}]}", QUEUE));
        assertThat(check.state()).isEqualTo(State.IN_PLACE);
    }

    @Test
    void aRuleThatIsSwitchedOffSendsNothing() {
        Check check = check(new EventRule("changes", "arn", false, ALL, List.of(QUEUE)));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).contains("the rule changes would, but is DISABLED");
        assertThat(check.wayOut()).containsExactly("aws events enable-rule --region eu-west-1 --name changes");
    }

    @Test
    void aRuleThatIsSwitchedOffAndSendsNowhereIsNotAllThatIsNeeded() {
        Check check = check(new EventRule("changes", "arn", false, ALL, List.of()));
        assertThat(check.wayOut()).first().asString().contains("put-rule", "--name portcullis-changes ");
        assertThat(check.wayOut()).last().asString().contains("put-targets");
    }

    @Test
    void aRuleThatIsSwitchedOffIsSwitchedOnWhereItTakesWhatOthersMiss() {
        String calls = "{\"source\":[\"aws.kms\"],\"detail-type\":[\"AWS API Call via CloudTrail\"]}";
        String ofAws = "{\"source\":[\"aws.kms\"],\"detail-type\":[{\"prefix\":\"AWS Service Event\"}]}";
        EventRule off = new EventRule("of-aws", "arn", false, ofAws, List.of(QUEUE));
        assertThat(check(rule(calls, QUEUE), off, new EventRule("late", "arn", false, ofAws, List.of(QUEUE)))
                        .wayOut())
                .containsExactly("aws events enable-rule --region eu-west-1 --name of-aws");
        assertThat(check(off).wayOut())
                .as("it takes some alone")
                .first()
                .asString()
                .contains("put-rule");
    }

    @Test
    void aRuleWithoutATargetSendsNothing() {
        assertThat(check(rule(ALL)).says()).contains("the rule changes would, but sends them nowhere");
        assertThat(check(rule(ALL, "arn:aws:logs:eu-west-1:111122223333:log-group:all"))
                        .state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void aRuleThatSendsElsewhereIsNotTheOneThatIsNeeded() {
        RuleCheck ours = new RuleCheck("111122223333", "eu-west-1", KEYS, Optional.of(QUEUE + "-ours"));
        Check check = ours.of(Seen.whole(List.of(rule(ALL, QUEUE))));
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).contains("sends them to " + QUEUE);
        assertThat(check.wayOut()).last().asString().endsWith("Arn=" + QUEUE + "-ours");
    }

    @Test
    void aRuleOfAnotherAccountOrOfSomeUsersTakesNotEveryEvent() {
        assertThat(check(rule("{\"source\":[\"aws.kms\"],\"account\":[\"999988887777\"]}", QUEUE))
                        .state())
                .isEqualTo(State.MISSING);
        assertThat(check(rule("{\"source\":[\"aws.kms\"],\"detail\":{\"userIdentity\":{\"type\":[\"Root\"]}}}", QUEUE))
                        .state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void aRuleOfFailedCallsAloneTakesNoChange() {
        assertThat(check(rule("{\"source\":[\"aws.kms\"],\"detail\":{\"errorCode\":[{\"exists\":true}]}}", QUEUE))
                        .state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void rulesThatMayNotBeReadAreNotKnown() {
        Seen<EventRule> denied = new Seen<>(List.of(), Optional.of("events:ListRules failed"));
        assertThat(anywhere.of(denied)).isEqualTo(Check.unknown("eu-west-1", "rule", "events:ListRules failed"));
    }

    @Test
    void theWayOutIsThePatternOfThisProduct() {
        assertThat(check().wayOut()).first().asString().endsWith("'" + ALL + "'");
    }

    private Check check(EventRule... rules) {
        return anywhere.of(Seen.whole(List.of(rules)));
    }

    private static EventRule rule(String pattern, String... targets) {
        return new EventRule(
                "changes", "arn:aws:events:eu-west-1:111122223333:rule/changes", true, pattern, List.of(targets));
    }
}
