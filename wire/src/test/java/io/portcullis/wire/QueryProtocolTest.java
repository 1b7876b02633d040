package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class QueryProtocolTest {

    private static final String AWKWARD = "a&b<c>\"d\"'é𝄞\r\n\t+ %20 ]]>";

    private static final AtomicReference<SdkPojo> SEEN = new AtomicReference<>();

    private static WireServer server;
    private static SnsClient sns;
    private static Http http;

    @BeforeAll
    static void start() {
        server = WireServer.start(WireSettings.loopback(0), List.of(topics(), flattened()));
        sns = Clients.of(server).make(SnsClient.builder());
        http = Http.of(server);
    }

    @AfterAll
    static void stop() {
        http.close();
        sns.close();
        server.close();
    }

    private static Service topics() {
        return new Service(
                "sns",
                new Protocol.Query("2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/"),
                List.of(
                        Operation.named(
                                "ConfirmSubscription", ConfirmSubscriptionRequest::builder, (caller, request) -> {
                                    SEEN.set(request);
                                    return ConfirmSubscriptionResponse.builder()
                                            .subscriptionArn("arn:s")
                                            .build();
                                }),
                        Operation.named(
                                "CreateTopic",
                                CreateTopicRequest::builder,
                                (Caller caller, CreateTopicRequest request) -> {
                                    SEEN.set(request);
                                    return CreateTopicResponse.builder()
                                            .topicArn("arn:aws:sns:" + caller.region() + ":" + caller.account() + ":"
                                                    + request.name())
                                            .build();
                                }),
                        Operation.named(
                                "GetTopicAttributes",
                                GetTopicAttributesRequest::builder,
                                QueryProtocolTest::attributes),
                        Operation.named(
                                "ListSubscriptions",
                                ListSubscriptionsRequest::builder,
                                (caller, request) -> ListSubscriptionsResponse.builder()
                                        .subscriptions(
                                                Subscription.builder()
                                                        .endpoint("a@example.org")
                                                        .protocol("email")
                                                        .build(),
                                                Subscription.builder()
                                                        .endpoint("b@example.org")
                                                        .build())
                                        .nextToken("n")
                                        .build()),
                        Operation.named("Publish", PublishRequest::builder, (caller, request) -> {
                            SEEN.set(request);
                            return PublishResponse.builder().messageId("m").build();
                        }),
                        Operation.named("SetTopicAttributes", SetTopicAttributesRequest::builder, (caller, request) -> {
                            SEEN.set(request);
                            return SetTopicAttributesResponse.builder().build();
                        })));
    }

    /** Shapes whose lists and maps are flattened, and one with a time, which SNS has none of. */
    private static Service flattened() {
        return new Service(
                "flattened",
                new Protocol.Query("2012-11-05", "urn:flattened"),
                List.of(
                        Operation.named("SendMessage", SendMessageRequest::builder, (caller, request) -> {
                            SEEN.set(request);
                            return SendMessageResponse.builder().build();
                        }),
                        Operation.named(
                                "ReceiveMessage",
                                ReceiveMessageRequest::builder,
                                (caller, request) -> ReceiveMessageResponse.builder()
                                        .messages(Message.builder()
                                                .body("one")
                                                .attributesWithStrings(Map.of("SentTimestamp", "1"))
                                                .build())
                                        .build()),
                        Operation.named(
                                "DescribeKey",
                                DescribeKeyRequest::builder,
                                (caller, request) -> DescribeKeyResponse.builder()
                                        .keyMetadata(key -> key.enabled(true)
                                                .creationDate(Instant.parse("2026-03-04T05:06:07.089Z")))
                                        .build())));
    }

    private static GetTopicAttributesResponse attributes(Caller caller, GetTopicAttributesRequest request) {
        if (request.topicArn().endsWith(":gone")) {
            throw new ServiceFault("NotFound", 404, "Topic <gone> does not exist");
        }
        return GetTopicAttributesResponse.builder()
                .attributes(Map.of("Policy", AWKWARD, "Empty", ""))
                .build();
    }

    @Test
    void carriesMapsAndListsOfStructuresIn() {
        String arn = sns.createTopic(topic -> topic.name("t")
                        .attributes(Map.of("DisplayName", AWKWARD, "Policy", "{}"))
                        .tags(
                                Tag.builder().key("a").value("1").build(),
                                Tag.builder().key("b").value("").build()))
                .topicArn();
        assertThat(arn).isEqualTo("arn:aws:sns:eu-central-1:111122223333:t");
        CreateTopicRequest seen = (CreateTopicRequest) SEEN.get();
        assertThat(seen.attributes()).containsOnly(Map.entry("DisplayName", AWKWARD), Map.entry("Policy", "{}"));
        assertThat(seen.tags()).extracting(tag -> tag.key() + "=" + tag.value()).containsExactly("a=1", "b=");
    }

    @Test
    void carriesMapsOfStructuresWithBytesIn() {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("v")
                        .build(),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 5}))
                        .build());
        sns.publish(message -> message.topicArn("t").message(AWKWARD).messageAttributes(attributes));
        PublishRequest seen = (PublishRequest) SEEN.get();
        assertThat(seen.message()).isEqualTo(AWKWARD);
        assertThat(seen.messageAttributes()).isEqualTo(attributes);
    }

    @Test
    void ordersMembersByTheirNumbersWhateverTheOrderTheyComeIn() {
        String form = "Action=CreateTopic&Name=t"
                + "&Tags.member.10.Key=ten&Tags.member.2.Key=two&Tags.member.1.Key=one&Tags.member.2.Value=v";
        assertThat(http.post("/", form, "Content-Type", Http.FORM).statusCode()).isEqualTo(200);
        assertThat(((CreateTopicRequest) SEEN.get()).tags())
                .extracting(Tag::key)
                .containsExactly("one", "two", "ten");
    }

    @Test
    void carriesMapsOut() {
        assertThat(sns.getTopicAttributes(topic -> topic.topicArn("t")).attributes())
                .containsOnly(Map.entry("Policy", AWKWARD), Map.entry("Empty", ""));
    }

    @Test
    void carriesListsOfStructuresOut() {
        ListSubscriptionsResponse list = sns.listSubscriptions();
        assertThat(list.subscriptions())
                .extracting(Subscription::endpoint)
                .containsExactly("a@example.org", "b@example.org");
        assertThat(list.subscriptions().getFirst().protocol()).isEqualTo("email");
        assertThat(list.nextToken()).isEqualTo("n");
    }

    @Test
    void answersOperationsWithoutOutput() {
        sns.setTopicAttributes(
                topic -> topic.topicArn("t").attributeName("Policy").attributeValue(""));
        assertThat(((SetTopicAttributesRequest) SEEN.get()).attributeValue()).isEmpty();
    }

    @Test
    void throwsTheModelledExceptionOfAFault() {
        assertThatThrownBy(() -> sns.getTopicAttributes(topic -> topic.topicArn("arn:aws:sns:::gone")))
                .isInstanceOfSatisfying(NotFoundException.class, e -> {
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Topic <gone> does not exist");
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void refusesAnActionItDoesNotHave() {
        assertThatThrownBy(() -> sns.listTopics()).isInstanceOfSatisfying(SnsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
            assertThat(e.awsErrorDetails().errorMessage()).contains("ListTopics", "sns");
            assertThat(e.statusCode()).isEqualTo(400);
        });
    }

    @Test
    void takesAnUnsignedGetWithItsParametersInTheQueryString() {
        HttpResponse<String> response =
                http.get("/?Action=ConfirmSubscription&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A1%3At&Token=a+b");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/xml");
        assertThat(response.body()).contains("<SubscriptionArn>arn:s</SubscriptionArn>");
        ConfirmSubscriptionRequest seen = (ConfirmSubscriptionRequest) SEEN.get();
        assertThat(seen.topicArn()).isEqualTo("arn:aws:sns:us-east-1:1:t");
        assertThat(seen.token()).isEqualTo("a b");
    }

    @Test
    void readsFlattenedListsAndMaps() {
        HttpResponse<String> response = http.post(
                "/",
                "Action=SendMessage&Version=2012-11-05&MessageBody=b&DelaySeconds=5"
                        + "&MessageAttributes.1.key=k&MessageAttributes.1.value.DataType=String"
                        + "&MessageAttributes.1.value.StringListValues.1=x&MessageAttributes.1.value.StringListValues.2=y",
                "Content-Type",
                Http.FORM);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        SendMessageRequest seen = (SendMessageRequest) SEEN.get();
        assertThat(seen.delaySeconds()).isEqualTo(5);
        assertThat(seen.messageAttributes())
                .isEqualTo(Map.of(
                        "k",
                        software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                                .dataType("String")
                                .stringListValues("x", "y")
                                .build()));
    }

    @Test
    void writesFlattenedListsAndMaps() {
        assertThat(http.get("/?Action=ReceiveMessage&Version=2012-11-05").body())
                .contains("<ReceiveMessageResponse xmlns=\"urn:flattened\"><ReceiveMessageResult><Messages>"
                        + "<Body>one</Body><Attributes><key>SentTimestamp</key><value>1</value></Attributes>"
                        + "</Messages></ReceiveMessageResult><ResponseMetadata><RequestId>");
    }

    @Test
    void writesTimesInIso8601() {
        assertThat(http.get("/?Action=DescribeKey&KeyId=k").body())
                .contains("<CreationDate>2026-03-04T05:06:07.089Z</CreationDate><Enabled>true</Enabled>");
    }

    @Test
    void namesAMemberOfTheWrongType() {
        HttpResponse<String> response =
                http.post("/", "Action=SendMessage&DelaySeconds=soon", "Content-Type", Http.FORM);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("<Type>Sender</Type><Code>SerializationException</Code>")
                .contains("Member 'DelaySeconds' must be a 32-bit integer, not 'soon'");
    }

    @Test
    void boundsTheDepthOfParameterNames() {
        HttpResponse<String> response =
                http.post("/", "Action=SendMessage&" + "a.".repeat(100_000) + "=1", "Content-Type", Http.FORM);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("too many dots");
    }

    @Test
    void boundsTheNumberOfParameters() {
        HttpResponse<String> response =
                http.post("/", "Action=SendMessage" + "&a".repeat(100_000), "Content-Type", Http.FORM);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("MalformedQueryString");
    }
}
