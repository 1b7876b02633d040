package io.portcullis.wire;

import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** A protocol at work: finds a request's operation, reads its input, writes its output or fault. */
sealed interface Codec permits JsonCodec, RestJsonCodec, QueryCodec {

    /**
     * A request's operation.
     *
     * @param operation the operation
     * @param path the parameters found in the path, decoded
     */
    record Match(Operation<?, ?> operation, Map<String, String> path) {
        public Match {
            path = Map.copyOf(path);
        }
    }

    /** The codec of a protocol. */
    static Codec of(Protocol protocol) {
        return switch (protocol) {
            case Protocol.Json json -> new JsonCodec(json);
            case Protocol.RestJson rest -> new RestJsonCodec();
            case Protocol.Query query -> new QueryCodec(query);
        };
    }

    /**
     * Finds the operation that a request asks for.
     *
     * @throws ServiceFault if the service has none such
     */
    Match find(Service service, Request request);

    /**
     * Reads the operation's input.
     *
     * @throws ServiceFault if it cannot be read
     */
    SdkPojo read(Match match, Request request);

    /** Writes an output. */
    Reply write(Operation<?, ?> operation, SdkPojo output, String requestId);

    /** Writes a fault. */
    Reply write(ServiceFault fault, String requestId);
}
