package io.portcullis.local.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is particular to one call in its record. The nodes are handed over: nobody changes them afterwards.
 *
 * @param requestParameters the request as logged; empty for a record with {@code null}
 * @param responseElements the response as logged; empty for a record with {@code null}
 * @param resources the resources that the call is about, as far as they exist
 * @param additionalEventData what a record says beyond request and response; the member is left out when there is none
 */
public record Particulars(
        Optional<ObjectNode> requestParameters,
        Optional<ObjectNode> responseElements,
        List<AffectedResource> resources,
        Map<String, String> additionalEventData) {

    /** Copies the collections. */
    public Particulars {
        resources = List.copyOf(resources);
        additionalEventData = Map.copyOf(additionalEventData);
    }

    /** The same, after the call: with its response and all resources, those that it made included. */
    public Particulars answered(Optional<ObjectNode> response, List<AffectedResource> all) {
        return new Particulars(requestParameters, response, all, additionalEventData);
    }
}
