package io.portcullis.doctor;

import java.util.List;
import java.util.Optional;

/**
 * A trail of CloudTrail.
 *
 * @param arn its ARN
 * @param homeRegion where it was made, and is changed
 * @param multiRegion whether it logs in every Region
 * @param globalEvents whether it logs the events of services that have one endpoint for all Regions
 * @param logging whether it is switched on
 * @param selectors which events it logs
 * @param unread why logging or the selectors could not be read, when that is so
 */
public record Trail(
        String arn,
        String homeRegion,
        boolean multiRegion,
        boolean globalEvents,
        boolean logging,
        Selectors selectors,
        Optional<String> unread) {

    /** Which events a trail logs; a trail has selectors of one of the kinds (CloudTrail API reference, Trail). */
    public sealed interface Selectors {

        /** Those of {@code EventSelectors}. */
        record Basic(List<BasicSelector> selectors) implements Selectors {
            /** Copies the list. */
            public Basic {
                selectors = List.copyOf(selectors);
            }
        }

        /** Those of {@code AdvancedEventSelectors}. */
        record Advanced(List<AdvancedSelector> selectors) implements Selectors {
            /** Copies the list. */
            public Advanced {
                selectors = List.copyOf(selectors);
            }
        }
    }

    /**
     * An event selector.
     *
     * @param management whether it takes in management events
     * @param readWriteType {@code ReadOnly}, {@code WriteOnly} or {@code All}
     * @param excluded event sources whose management events it leaves out
     */
    public record BasicSelector(boolean management, String readWriteType, List<String> excluded) {
        /** Copies the list. */
        public BasicSelector {
            excluded = List.copyOf(excluded);
        }
    }

    /** Takes in the events that all of its fields do. */
    public record AdvancedSelector(List<FieldSelector> fields) {
        /** Copies the list. */
        public AdvancedSelector {
            fields = List.copyOf(fields);
        }
    }

    /** What one field of an event may be: one of those that are listed, if any are, and none of the last three lists. */
    public record FieldSelector(
            String field,
            List<String> equal,
            List<String> startsWith,
            List<String> endsWith,
            List<String> notEquals,
            List<String> notStartsWith,
            List<String> notEndsWith) {
        /** Copies the lists. */
        public FieldSelector {
            equal = List.copyOf(equal);
            startsWith = List.copyOf(startsWith);
            endsWith = List.copyOf(endsWith);
            notEquals = List.copyOf(notEquals);
            notStartsWith = List.copyOf(notStartsWith);
            notEndsWith = List.copyOf(notEndsWith);
        }
    }

    /** Its name. */
    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Whether it logs what happens in a Region, as far as that goes. */
    public boolean covers(String region) {
        return multiRegion || homeRegion.equals(region);
    }
}
