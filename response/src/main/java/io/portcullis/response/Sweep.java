package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;

/**
 * Goes over all resources of a type, several at a time: what a schedule and a scan do. As safe for use by many threads as
 * its reader.
 */
public final class Sweep {

    private final ResourceReader reader;
    private final int parallelism;

    /**
     * A sweep over what this reader lists.
     *
     * @param parallelism how many resources at a time, at least 1; 8 is kind to the services' rates
     */
    public Sweep(ResourceReader reader, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("A sweep needs a parallelism of at least 1, not " + parallelism);
        }
        this.reader = reader;
        this.parallelism = parallelism;
    }

    /**
     * What a sweep came to.
     *
     * @param results an answer a resource, in the order of the listing
     * @param incomplete why not every resource could be listed, when that is so: then the results are not the whole
     */
    public record Swept<T>(List<T> results, Optional<String> incomplete) {
        /** Copies the results. */
        public Swept {
            results = List.copyOf(results);
        }
    }

    /**
     * Does something with each resource.
     *
     * @param each what to do, on a virtual thread; trouble with one resource must be an answer, for what it throws ends
     *     the sweep
     */
    public <T> Swept<T> over(ResourceType type, Function<Resource, T> each) {
        return over(type, List.of(), each);
    }

    /**
     * Does something with each resource, and with these besides, in order after the listed ones: resources known from
     * before, that may be gone by now.
     */
    public <T> Swept<T> over(ResourceType type, Collection<Resource> besides, Function<Resource, T> each) {
        ResourceReader.Listing listing = reader.list(type);
        Set<Resource> resources = new LinkedHashSet<>(listing.resources());
        besides.stream().filter(resource -> resource.type() == type).forEach(resources::add);
        List<T> results = resources.stream()
                .gather(Gatherers.mapConcurrent(parallelism, each))
                .toList();
        return new Swept<>(results, listing.incomplete());
    }
}
