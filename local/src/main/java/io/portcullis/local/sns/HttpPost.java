package io.portcullis.local.sns;

import io.portcullis.local.delivery.DeliveryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts messages to HTTP subscribers; each attempt is bounded by ten seconds. Safe for many threads. */
final class HttpPost implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** Posts once; any status but 2xx is a failure. */
    void post(Subscription to, String type, String messageId, String body) throws DeliveryException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.endpoint()))
                .timeout(TIMEOUT)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("User-Agent", "Amazon Simple Notification Service Agent")
                .header("x-amz-sns-message-type", type)
                .header("x-amz-sns-message-id", messageId)
                .header("x-amz-sns-topic-arn", to.topic().text())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (type.equals("Notification")) {
            request.header("x-amz-sns-subscription-arn", to.arn());
            request.header("x-amz-sns-rawdelivery", String.valueOf(to.raw()));
        }
        int status = send(request.build(), to.endpoint());
        if (status / 100 != 2) {
            throw new DeliveryException(
                    DeliveryException.Cause.SDK_CLIENT_ERROR, to.endpoint() + " answered with status " + status);
        }
    }

    private int send(HttpRequest request, String endpoint) throws DeliveryException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new DeliveryException(
                    DeliveryException.Cause.SDK_CLIENT_ERROR, endpoint + " could not be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(
                    DeliveryException.Cause.SDK_CLIENT_ERROR, "stopped while posting to " + endpoint, e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
