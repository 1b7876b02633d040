package io.portcullis.api;

import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.FindingStore;
import io.portcullis.response.ResourceReader;
import java.time.Clock;
import java.util.Optional;

/**
 * What the API works with. All parts are used by many threads at once.
 *
 * @param store keeps the findings of all analyzers
 * @param readers reads the resources of an account and Region
 * @param analyzers makes the analyzer of a zone of trust
 * @param organization the zone of ORGANIZATION analyzers; empty when there is no organization, and then no such analyzer
 *     can be created
 * @param events told of findings as they come, change and go
 * @param clock tells the time
 * @param pace how long things take
 */
public record ApiParts(
        FindingStore store,
        Readers readers,
        Analyzers analyzers,
        Optional<ZoneOfTrust.Organization> organization,
        FindingEvents events,
        Clock clock,
        Pace pace) {

    /** Parts of a prompt API. */
    public ApiParts(
            FindingStore store,
            Readers readers,
            Analyzers analyzers,
            Optional<ZoneOfTrust.Organization> organization,
            FindingEvents events,
            Clock clock) {
        this(store, readers, analyzers, organization, events, clock, Pace.PROMPT);
    }

    /** Port: the reader of an account and Region. */
    @FunctionalInterface
    public interface Readers {
        /** The reader of one account and Region. */
        ResourceReader of(String account, String region);
    }

    /** Port: the analyzer of a zone of trust. */
    @FunctionalInterface
    public interface Analyzers {
        /** The analyzer that trusts this zone. */
        Analyzer of(ZoneOfTrust zone);
    }

    /** Port: where Access Analyzer leaves its own events. */
    @FunctionalInterface
    public interface FindingEvents {

        /** Takes every event and keeps none. */
        FindingEvents NONE = (account, region, event) -> {};

        /**
         * Puts an {@code Access Analyzer Finding} event on the default bus of an account and Region; returns at once.
         *
         * @param event the whole EventBridge event as JSON text
         */
        void put(String account, String region, String event);
    }
}
