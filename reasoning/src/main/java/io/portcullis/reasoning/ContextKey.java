package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Family;
import java.util.Optional;

/**
 * What is known of a condition context key. The facts are in {@code context-keys.txt}, with their sources.
 *
 * @param name its documented spelling, or as written where it is not known
 * @param normalized the form in which keys are compared: lower case
 * @param type what its values are
 * @param kind who decides its value
 * @param optional whether a request may lack it
 * @param multivalued whether it may have several values
 */
public record ContextKey(
        String name, String normalized, ValueType type, Kind kind, boolean optional, boolean multivalued) {

    /** What a key's values are. Source: service authorization reference, "Condition keys". */
    public enum ValueType {
        /** Text. */
        STRING,
        /** An ARN. */
        ARN,
        /** {@code true} or {@code false}. */
        BOOL,
        /** A number. */
        NUMERIC,
        /** A date. */
        DATE,
        /** An IP address. */
        IP,
        /** Bytes. */
        BINARY
    }

    /** Who decides a key's value, and so whether it can keep anybody out. */
    public enum Kind {
        /** It says who the caller is: it restricts, and findings show it. */
        IDENTITY,
        /** It says where the request comes from: it restricts, and findings show it. */
        NETWORK,
        /** It says for which resource or through which door of AWS a request comes: it restricts, and findings show it. */
        SERVICE,
        /** An identity provider vouches for it: it restricts, and findings show it. */
        FEDERATION,
        /** A property of the resource: the same for every caller. */
        RESOURCE,
        /** The caller chooses it: it keeps nobody out. */
        CALLER_CHOSEN,
        /** Not known; taken to be chosen by the caller, and said. */
        UNKNOWN;

        /** Whether values of the key restrict who gets in, so that findings show them. */
        public boolean restricts() {
            return switch (this) {
                case IDENTITY, NETWORK, SERVICE, FEDERATION -> true;
                case RESOURCE, CALLER_CHOSEN, UNKNOWN -> false;
            };
        }
    }

    /** Whether AWS says that the values are what operators of the family compare: points of a line, not texts. */
    boolean isComparedBy(Family family) {
        return switch (type) {
            case IP -> family == Family.IP;
            case DATE, NUMERIC -> family == Family.DATE || family == Family.NUMERIC;
            case STRING, ARN, BOOL, BINARY -> false;
        };
    }

    /** The service whose requests all have the key, and nobody else's; empty where there is none such. */
    Optional<String> service() {
        return optional || normalized.startsWith("aws:")
                ? Optional.empty()
                : Optional.of(normalized.substring(0, normalized.indexOf(':')));
    }

    /** What is known of the key that a condition tests. */
    static ContextKey of(Condition condition) {
        return named(condition.key());
    }

    /** What is known of the key of this name, in any case. Cheap, and cheapest for the documented spelling. */
    public static ContextKey named(String written) {
        return KeyCatalogue.named(written);
    }
}
