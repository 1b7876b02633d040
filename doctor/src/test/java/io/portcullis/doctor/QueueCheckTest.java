package io.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.doctor.Check.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueCheckTest {

    private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:changes";
    private static final EventRule RULE =
            new EventRule("changes", "arn:aws:events:eu-west-1:111122223333:rule/changes", true, "{}", List.of(QUEUE));

    @Test
    void aPolicyForTheRuleLetsItSend() {
        assertThat(state("""
                "Principal":{"Service":"events.amazonaws.com"},"Resource":"%s","Condition":{
                "StringEquals":{"aws:SourceAccount":"111122223333"},
                "ArnEquals":{"aws:SourceArn":["arn:aws:events:eu-west-1:111122223333:rule/changes"]}}""".formatted(QUEUE))).isEqualTo(State.IN_PLACE);
    }

    @Test
    void aPolicyForAnotherRuleOrAccountOrServiceDoesNot() {
        assertThat(state("""
                "Principal":{"Service":"events.amazonaws.com"},"Resource":"%s","Condition":{
                "ArnEquals":{"aws:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/other"}}""".formatted(QUEUE))).isEqualTo(State.MISSING);
        assertThat(state("""
                "Principal":{"Service":"events.amazonaws.com"},"Resource":"%s","Condition":{
                "StringEquals":{"aws:SourceAccount":"999988887777"}}""".formatted(QUEUE))).isEqualTo(State.MISSING);
        assertThat(state("\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Resource\":\"*\""))
                .isEqualTo(State.MISSING);
    }

    @Test
    void aQueueWithoutAPolicyTakesNothingFromRules() {
        Check check = new QueueCheck("111122223333", "eu-west-1", queue("", Optional.empty())).takes(RULE);
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.says()).isEqualTo(QUEUE + " has no policy");
        assertThat(check.wayOut()).singleElement().asString().contains(RULE.arn(), "events.amazonaws.com");
    }

    @Test
    void aConditionOnWhatIsNotKnownOfARuleIsNotKnown() {
        Check check = check("\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"aws:SourceOrgID\":\"o-a1b2c3d4e5\"}}");
        assertThat(check.state()).isEqualTo(State.UNKNOWN);
        assertThat(check.says()).contains("aws:SourceOrgID");
    }

    @Test
    void eventBridgeMayNotUseTheKeyThatAwsManagesForSqs() {
        Check check =
                new QueueCheck("111122223333", "eu-west-1", queue(anybody(), Optional.of("alias/aws/sqs"))).takes(RULE);
        assertThat(check.state()).isEqualTo(State.MISSING);
        assertThat(check.wayOut()).singleElement().asString().contains("SqsManagedSseEnabled=true");
    }

    @Test
    void saysWhatTheOwnKeyOfAQueueMustAllowForItsPolicyIsNotLookedAt() {
        Check check =
                new QueueCheck("111122223333", "eu-west-1", queue(anybody(), Optional.of("alias/ours"))).takes(RULE);

        assertThat(check.state()).isEqualTo(State.UNKNOWN);
        assertThat(check.says()).contains("alias/ours", "kms:GenerateDataKey and kms:Decrypt", RULE.name());
        assertThat(check.wayOut())
                .satisfiesExactly(
                        look -> assertThat(look)
                                .startsWith("aws kms get-key-policy")
                                .contains("--key-id alias/ours"),
                        statement -> assertThat(statement)
                                .contains("\"Service\":\"events.amazonaws.com\"", "kms:GenerateDataKey"));
    }

    @Test
    void aQueueWithoutDeadLettersLosesWhatFails() {
        assertThat(new QueueCheck("111122223333", "eu-west-1", queue(anybody(), Optional.empty()))
                        .keepsWhatFails()
                        .state())
                .isEqualTo(State.MISSING);
        QueueState kept =
                new QueueState(QUEUE, anybody(), Optional.empty(), Optional.of(QUEUE + "-dead"), Optional.of(3));
        assertThat(new QueueCheck("111122223333", "eu-west-1", kept).keepsWhatFails())
                .isEqualTo(Check.inPlace("eu-west-1", "dead letters", QUEUE + "-dead, in which 3 messages lie"));
    }

    private static String anybody() {
        return policy("\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Resource\":\"*\"");
    }

    private static State state(String statement) {
        return check(statement).state();
    }

    private static Check check(String statement) {
        return new QueueCheck("111122223333", "eu-west-1", queue(policy(statement), Optional.empty())).takes(RULE);
    }

    private static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:SendMessage\","
                + statement + "}]}";
    }

    private static QueueState queue(String policy, Optional<String> key) {
        return new QueueState(QUEUE, policy, key, Optional.empty(), Optional.empty());
    }
}
