package io.portcullis.local.sns;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What subscribers are sent. Source: SNS developer guide, "HTTP/HTTPS subscription confirmation JSON format" and
 * "notification JSON format"; the signature members are left out, for there is nothing here that AWS would have signed.
 */
final class Envelope {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final String REPLY = "Please do not reply directly to this email.";

    private Envelope() {}

    /** The JSON of a notification. */
    static String notification(Subscription to, Notification notification) {
        ObjectNode json = JSON.createObjectNode();
        json.put("Type", "Notification");
        json.put("MessageId", notification.id());
        json.put("TopicArn", to.topic().text());
        notification.subject().ifPresent(subject -> json.put("Subject", subject));
        json.put("Message", notification.message().forProtocol(to.protocol()));
        json.put("Timestamp", MILLIS.format(notification.time()));
        json.put("UnsubscribeURL", to.unsubscribeLink());
        if (!notification.attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("MessageAttributes");
            new TreeMap<>(notification.attributes())
                    .forEach((name, value) -> attributes
                            .putObject(name)
                            .put("Type", value.dataType())
                            .put("Value", text(value)));
        }
        return json.toPrettyString();
    }

    private static String text(MessageAttributeValue value) {
        return value.dataType().startsWith("Binary")
                ? Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe())
                : value.stringValue();
    }

    /** The JSON that asks a subscriber to confirm. */
    static String confirmation(Subscription to, String id, Instant now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("Type", "SubscriptionConfirmation");
        json.put("MessageId", id);
        json.put("Token", to.token());
        json.put("TopicArn", to.topic().text());
        json.put(
                "Message",
                "You have chosen to subscribe to the topic " + to.topic().text()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        json.put("SubscribeURL", to.confirmLink());
        json.put("Timestamp", MILLIS.format(now));
        return json.toPrettyString();
    }

    /** The body of an e-mail. */
    static String mail(Subscription to, Notification notification) {
        return notification.message().forProtocol(to.protocol())
                + "\n\n--\n"
                + "If you wish to stop receiving notifications from this topic, please click or visit the link below"
                + " to unsubscribe:\n" + to.unsubscribeLink() + "\n\n" + REPLY + "\n";
    }

    /** The body of the e-mail that asks a person to confirm. */
    static String mailConfirmation(Subscription to) {
        return "You have chosen to subscribe to the topic:\n" + to.topic().text()
                + "\n\nTo confirm this subscription, click or visit the link below"
                + " (If this was in error no action is necessary):\n" + to.confirmLink() + "\n\n" + REPLY + "\n";
    }
}
