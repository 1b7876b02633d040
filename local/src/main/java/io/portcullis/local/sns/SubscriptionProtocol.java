package io.portcullis.local.sns;

import io.portcullis.local.delivery.ResourceArn;
import java.net.URI;
import java.util.Optional;

/** The ways a subscriber is reached. */
enum SubscriptionProtocol {
    EMAIL("email"),
    EMAIL_JSON("email-json"),
    HTTP("http"),
    HTTPS("https"),
    SQS("sqs");

    private final String written;

    SubscriptionProtocol(String written) {
        this.written = written;
    }

    String written() {
        return written;
    }

    static SubscriptionProtocol of(String written) {
        for (SubscriptionProtocol protocol : values()) {
            if (protocol.written.equals(written)) {
                return protocol;
            }
        }
        throw Faults.invalid("Does not support this protocol string: " + written
                + "; this local account has email, email-json, http, https and sqs");
    }

    /** Refuses an endpoint that is no address of this protocol. */
    void check(String endpoint) {
        switch (this) {
            case EMAIL, EMAIL_JSON -> {
                if (!endpoint.matches("[^@\\s,;<>]+@[^@\\s,;<>]+")) {
                    throw Faults.invalid("Email address");
                }
            }
            case HTTP, HTTPS -> {
                if (!isUrl(endpoint)) {
                    throw Faults.invalid("Endpoint must match the specified protocol");
                }
            }
            case SQS -> {
                Optional<ResourceArn> queue =
                        ResourceArn.parse(endpoint).filter(arn -> arn.service().equals("sqs"));
                if (queue.isEmpty()) {
                    throw Faults.invalid("SQS endpoint ARN");
                }
            }
        }
    }

    private boolean isUrl(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return written.equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
