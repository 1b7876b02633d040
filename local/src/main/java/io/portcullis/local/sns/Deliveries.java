package io.portcullis.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.delivery.DeliveryException;
import io.portcullis.local.delivery.Dispatch;
import io.portcullis.local.delivery.Lane;
import io.portcullis.local.delivery.QueueSender;
import io.portcullis.local.delivery.Requester;
import io.portcullis.local.delivery.Retries;
import io.portcullis.local.mail.Mail;
import io.portcullis.local.mail.MailException;
import io.portcullis.local.mail.MailMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to subscribers on threads of its own, in order for each subscriber. Safe for many threads. */
final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT_SUBJECT = "AWS Notification Message";
    private static final String CONFIRM_SUBJECT = "AWS Notification - Subscription Confirmation";

    private final Mail mail;
    private final QueueSender queues;
    private final Retries retries;
    private final HttpPost http = new HttpPost();
    private final Dispatch dispatch = new Dispatch("sns");
    private final AtomicLong failed = new AtomicLong();

    Deliveries(Mail mail, QueueSender queues, Retries retries) {
        this.mail = mail;
        this.queues = queues;
        this.retries = retries;
    }

    Lane lane() {
        return dispatch.lane();
    }

    /** Messages that no attempt brought to their subscriber, dead-letter queues included. */
    long failed() {
        return failed.get();
    }

    /** Asks the subscriber to confirm; returns at once. */
    void confirm(Subscription to, Instant now) {
        String id = UUID.randomUUID().toString();
        String json = Envelope.confirmation(to, id, now);
        to.lane().execute(() -> attempt(to, "confirmation " + id, () -> sendConfirmation(to, id, json), () -> {}));
    }

    /** Sends the message; returns at once. */
    void send(Subscription to, Notification notification) {
        String what = "message " + notification.id();
        to.lane().execute(() -> attempt(to, what, () -> sendMessage(to, notification), () -> bury(to, notification)));
    }

    private void attempt(Subscription to, String what, Retries.Attempt attempt, Runnable otherwise) {
        try {
            retries.run(attempt);
        } catch (DeliveryException failure) {
            failed.incrementAndGet();
            LOG.warn("{} of {} did not reach {}: {}", what, to.topic().text(), to.endpoint(), failure.text());
            otherwise.run();
        }
    }

    private void sendConfirmation(Subscription to, String id, String json) throws DeliveryException {
        switch (to.protocol()) {
            case EMAIL -> mail(to, CONFIRM_SUBJECT, Envelope.mailConfirmation(to));
            case EMAIL_JSON -> mail(to, CONFIRM_SUBJECT, json);
            case SQS -> queues.send(sender(to), to.endpoint(), json, Map.of());
            case HTTP, HTTPS -> http.post(to, "SubscriptionConfirmation", id, json);
        }
    }

    private void sendMessage(Subscription to, Notification message) throws DeliveryException {
        String text = message.message().forProtocol(to.protocol());
        switch (to.protocol()) {
            case EMAIL -> mail(to, message.subject().orElse(DEFAULT_SUBJECT), Envelope.mail(to, message));
            case EMAIL_JSON -> mail(to, message.subject().orElse(DEFAULT_SUBJECT), Envelope.notification(to, message));
            case SQS -> {
                String body = to.raw() ? text : Envelope.notification(to, message);
                queues.send(sender(to), to.endpoint(), body, to.raw() ? strings(message) : Map.of());
            }
            case HTTP, HTTPS -> {
                String body = to.raw() ? text : Envelope.notification(to, message);
                http.post(to, "Notification", message.id(), body);
            }
        }
    }

    /** Raw delivery hands attributes on; only those that are text can travel between the services here. */
    private static Map<String, String> strings(Notification message) {
        Map<String, String> strings = new HashMap<>();
        message.attributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                strings.put(name, value.stringValue());
            }
        });
        return strings;
    }

    private static Requester sender(Subscription to) {
        return new Requester.Service(
                "sns.amazonaws.com", to.topic().text(), to.topic().account());
    }

    private void mail(Subscription to, String subject, String text) throws DeliveryException {
        try {
            mail.send(new MailMessage(to.endpoint(), subject, text));
        } catch (MailException e) {
            var cause = e.worthRetrying()
                    ? DeliveryException.Cause.SDK_CLIENT_ERROR
                    : DeliveryException.Cause.INVALID_PARAMETER;
            throw new DeliveryException(cause, String.valueOf(e.getMessage()), e);
        }
    }

    /** Hands an undeliverable message to the subscription's dead-letter queue, if it has one. */
    private void bury(Subscription to, Notification message) {
        String policy = to.attributes().get("RedrivePolicy");
        if (policy == null) {
            return;
        }
        try {
            String queue = JSON.readTree(policy).path("deadLetterTargetArn").asText();
            queues.send(sender(to), queue, Envelope.notification(to, message), Map.of());
        } catch (JsonProcessingException | DeliveryException e) {
            LOG.warn("Nor did its dead-letter queue take message {}: {}", message.id(), e.getMessage());
        }
    }

    @Override
    public void close() {
        dispatch.close();
        http.close();
    }
}
