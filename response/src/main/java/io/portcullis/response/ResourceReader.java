package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.ResourceType;
import java.util.List;
import java.util.Optional;

/** Port: reads resources from their service. Implementations are safe for use by many threads. */
public interface ResourceReader {

    /** Reads the present state of one resource; throttling is waited out, other trouble is an answer. */
    Reading read(Resource resource);

    /** Lists the resources of a type that can be analyzed, in the reader's account and Region. */
    Listing list(ResourceType type);

    /** What came of reading a resource. */
    sealed interface Reading {}

    /** The state, whole. */
    record Present(ResourceState state) implements Reading {}

    /** The resource does not exist (any more). */
    record Gone(Resource resource) implements Reading {}

    /** The resource is there, or may be, and its controls could not be read whole. */
    record Unreadable(Resource resource, String reason) implements Reading {}

    /**
     * A list of resources.
     *
     * @param resources those that could be listed
     * @param incomplete why the list is not whole, when it is not
     */
    record Listing(List<Resource> resources, Optional<String> incomplete) {
        /** Copies the resources. */
        public Listing {
            resources = List.copyOf(resources);
        }
    }
}
