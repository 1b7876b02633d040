package io.portcullis.local.sns;

import static io.portcullis.local.Messaging.ACCOUNT;
import static io.portcullis.local.Messaging.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.Messaging;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

/** Topics over a socket through the SDK: policies, attributes, lists. */
final class TopicsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Messaging messaging;
    private static SnsClient sns;

    @BeforeAll
    static void start() {
        messaging = Messaging.start();
        sns = messaging.sns(ACCOUNT);
    }

    @AfterAll
    static void stop() {
        messaging.close();
    }

    private static String topic() {
        return sns.createTopic(request -> request.name("t-" + UUID.randomUUID()))
                .topicArn();
    }

    private static Map<String, String> attributes(String topicArn) {
        return sns.getTopicAttributes(request -> request.topicArn(topicArn)).attributes();
    }

    private static void setPolicy(String arn, String policy) {
        sns.setTopicAttributes(
                request -> request.topicArn(arn).attributeName("Policy").attributeValue(policy));
    }

    @Test
    void topicIsMadeOnce() {
        String arn = sns.createTopic(request -> request.name("once")).topicArn();
        assertThat(arn).isEqualTo("arn:aws:sns:eu-central-1:" + ACCOUNT + ":once");
        assertThat(sns.createTopic(request -> request.name("once")).topicArn()).isEqualTo(arn);
        assertThatThrownBy(() ->
                        sns.createTopic(request -> request.name("once").attributes(Map.of("DisplayName", "other"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with different attributes");
        assertThatThrownBy(() -> sns.createTopic(request -> request.name("once")
                        .tags(Tag.builder().key("a").value("b").build())))
                .hasMessageContaining("already exists with different tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.fifo", "ä"})
    void topicNamesAreLettersDigitsHyphensAndUnderscores(String name) {
        assertThatThrownBy(() -> sns.createTopic(request -> request.name(name)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void newTopicHasTheDefaultPolicyAndCounts() throws Exception {
        String arn = topic();
        Map<String, String> attributes = attributes(arn);
        assertThat(attributes)
                .containsEntry("TopicArn", arn)
                .containsEntry("Owner", ACCOUNT)
                .containsEntry("DisplayName", "")
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsEntry("SubscriptionsPending", "0")
                .containsEntry("SubscriptionsDeleted", "0")
                .containsKey("EffectiveDeliveryPolicy");
        JsonNode statement =
                JSON.readTree(attributes.get("Policy")).path("Statement").path(0);
        assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("*");
        assertThat(statement.at("/Condition/StringEquals/AWS:SourceOwner").asText())
                .isEqualTo(ACCOUNT);
    }

    @Test
    void missingTopicIsNotFound() {
        String arn = "arn:aws:sns:eu-central-1:" + ACCOUNT + ":nowhere";
        assertThatThrownBy(() -> sns.getTopicAttributes(request -> request.topicArn(arn)))
                .isInstanceOfSatisfying(NotFoundException.class, fault -> {
                    assertThat(fault.statusCode()).isEqualTo(404);
                    assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("NotFound");
                });
        sns.deleteTopic(request -> request.topicArn(arn));
    }

    @Test
    void topicOfAnotherRegionIsAnInvalidParameter() {
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn("arn:aws:sns:us-east-1:" + ACCOUNT + ":x")
                        .message("x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("TopicArn");
    }

    @Test
    void policyMustBeAPolicyOfThisService() {
        String arn = topic();
        assertThatThrownBy(() -> setPolicy(arn, "{\"Statement\":["))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Policy");
        assertThatThrownBy(() -> setPolicy(arn, """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*",\
                        "Resource":"*"}]}""")).hasMessageContaining("out of service scope");
        assertThatThrownBy(() -> sns.setTopicAttributes(
                        request -> request.topicArn(arn).attributeName("Colour").attributeValue("red")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void policyIsKeptByteForByte() {
        String arn = topic();
        String policy = """
                {"Version":"2012-10-17", "Statement":[ {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                "Action":"sns:Publish","Resource":"%s"}]}""".formatted(arn);
        setPolicy(arn, policy);
        assertThat(attributes(arn)).containsEntry("Policy", policy);
    }

    @Test
    void otherAccountsNeedThePolicyWhichAddPermissionWrites() {
        String arn = topic();
        SnsClient stranger = messaging.sns(STRANGER);
        assertThatThrownBy(
                        () -> stranger.publish(request -> request.topicArn(arn).message("x")))
                .isInstanceOfSatisfying(
                        AuthorizationErrorException.class,
                        fault -> assertThat(fault.statusCode()).isEqualTo(403));
        sns.addPermission(request ->
                request.topicArn(arn).label("guest").awsAccountIds(STRANGER).actionNames("Publish"));
        stranger.publish(request -> request.topicArn(arn).message("x"));
        assertThatThrownBy(() -> sns.addPermission(request -> request.topicArn(arn)
                        .label("guest")
                        .awsAccountIds(STRANGER)
                        .actionNames("Publish")))
                .hasMessageContaining("already exists");
        sns.removePermission(request -> request.topicArn(arn).label("guest"));
        assertThatThrownBy(
                        () -> stranger.publish(request -> request.topicArn(arn).message("x")))
                .isInstanceOf(AuthorizationErrorException.class);
    }

    @Test
    void listsComeInPagesOfAHundred() {
        SnsClient other = messaging.sns("444455556666");
        IntStream.range(0, 101).forEach(i -> other.createTopic(request -> request.name("t" + i)));
        var first = other.listTopics();
        assertThat(first.topics()).hasSize(100);
        assertThat(other.listTopics(request -> request.nextToken(first.nextToken()))
                        .topics())
                .hasSize(1);
        assertThatThrownBy(() -> other.listTopics(request -> request.nextToken("nonsense")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void tagsComeAndGo() {
        String arn = topic();
        sns.tagResource(request -> request.resourceArn(arn)
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build()));
        sns.untagResource(request -> request.resourceArn(arn).tagKeys("a"));
        assertThat(sns.listTagsForResource(request -> request.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
    }
}
