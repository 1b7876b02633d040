package io.portcullis.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcePolicyTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:alerts";
    private static final String RULE = "arn:aws:events:eu-central-1:111122223333:rule/findings";
    private static final Requester EVENTS = new Requester.Service("events.amazonaws.com", RULE, "111122223333");

    private static boolean allows(String statements) throws PolicyException {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        return ResourcePolicy.read(document).allows(EVENTS, "sns:Publish", TOPIC);
    }

    private static String allow(String principal, String action, String resource, String condition) {
        return """
                {"Effect":"Allow","Principal":%s,"Action":"%s","Resource":"%s"%s}""".formatted(principal, action, resource, condition.isEmpty() ? "" : ",\"Condition\":" + condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Service\":\"events.amazonaws.com\"} | sns:Publish | true",
                "{\"Service\":\"events.amazonaws.com\"} | SNS:publish | true",
                "{\"Service\":\"events.amazonaws.com\"} | sns:* | true",
                "{\"Service\":\"events.amazonaws.com\"} | sns:Subscribe | false",
                "{\"Service\":\"sns.amazonaws.com\"} | sns:Publish | false",
                "{\"AWS\":\"111122223333\"} | sns:Publish | false",
                "{\"AWS\":\"*\"} | sns:Publish | true",
                "\"*\" | sns:Publish | true",
            })
    void servicePrincipalMustBeNamedOrEveryone(String principal, String action, boolean allowed) throws Exception {
        assertThat(allows(allow(principal, action, TOPIC, ""))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:events:eu-central-1:111122223333:rule/findings\"}} | true",
                "{\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:events:*:111122223333:rule/*\"}} | true",
                "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:events:*:*\"}} | false",
                "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:events:*:111122223333:rule/other\"}} | false",
                "{\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}} | true",
                "{\"StringEquals\":{\"aws:SourceAccount\":\"999988887777\"}} | false",
                "{\"StringEquals\":{\"aws:SourceAccount\":[\"999988887777\",\"111122223333\"]}} | true",
                "{\"StringEquals\":{\"AWS:SourceOwner\":\"111122223333\"}} | false",
                "{\"Null\":{\"aws:SourceArn\":\"false\"}} | true",
                "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1234567890\"}} | false",
            })
    void conditionsOnTheSourceDecide(String condition, boolean allowed) throws Exception {
        assertThat(allows(allow("{\"Service\":\"events.amazonaws.com\"}", "sns:Publish", TOPIC, condition)))
                .isEqualTo(allowed);
    }

    @Test
    void denyWinsOverAllow() throws Exception {
        String allow = allow("\"*\"", "sns:*", "*", "");
        assertThat(allows(allow)).isTrue();
        assertThat(allows(allow + "," + allow.replace("Allow", "Deny"))).isFalse();
    }

    @Test
    void denyWithAConditionThatIsNotUnderstoodDenies() throws Exception {
        String allow = allow("\"*\"", "sns:*", "*", "");
        String deny = allow("\"*\"", "sns:*", "*", "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
        assertThat(allows(allow + "," + deny.replace("Allow", "Deny"))).isFalse();
    }

    @Test
    void otherResourcesAreNotMeant() throws Exception {
        assertThat(allows(allow("\"*\"", "sns:Publish", TOPIC + "-other", ""))).isFalse();
    }

    @Test
    void statementsComeAndGoBySid() throws Exception {
        var statement = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        statement.put("Sid", "one").put("Effect", "Allow").put("Principal", "*");
        statement.put("Action", "sns:Publish").put("Resource", TOPIC);
        ResourcePolicy grown = ResourcePolicy.empty().plus(statement);
        assertThat(grown.has("one")).isTrue();
        assertThat(grown.allows(EVENTS, "sns:Publish", TOPIC)).isTrue();
        assertThat(grown.minus("two")).isEmpty();
        assertThat(grown.minus("one").orElseThrow().isEmpty()).isTrue();
    }
}
