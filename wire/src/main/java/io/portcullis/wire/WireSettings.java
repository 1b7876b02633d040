package io.portcullis.wire;

import java.util.Map;

/**
 * How a server listens and whom it takes callers for.
 *
 * @param host the address to bind; loopback unless the user says otherwise
 * @param port the port; 0 for any free one
 * @param defaultAccount the account of requests whose access key id is neither 12 digits nor a {@link SessionKey}
 * @param defaultRegion the Region of unsigned requests
 * @param credentials access key id to secret key; when not empty, every signed request must verify against it and
 *     unsigned ones are refused where the service does not take them
 */
public record WireSettings(
        String host, int port, String defaultAccount, String defaultRegion, Map<String, String> credentials) {

    /** The default account of the local services. */
    public static final String DEFAULT_ACCOUNT = "000000000000";

    /** Copies the credentials. */
    public WireSettings {
        credentials = Map.copyOf(credentials);
    }

    /** Loopback, the given port, account 000000000000, us-east-1, signatures not checked. */
    public static WireSettings loopback(int port) {
        return new WireSettings("127.0.0.1", port, DEFAULT_ACCOUNT, "us-east-1", Map.of());
    }
}
