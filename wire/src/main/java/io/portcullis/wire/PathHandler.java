package io.portcullis.wire;

/** Answers plain HTTP requests below a path that belongs to no AWS service. Safe for use by many threads. */
@FunctionalInterface
public interface PathHandler {

    /**
     * Answers one request, on a virtual thread.
     *
     * @throws ServiceFault to refuse it: sent as JSON with the fault's status
     */
    Reply handle(Request request);
}
