package io.portcullis.reasoning;

import io.portcullis.reasoning.text.Texts;
import java.util.Set;

/** What some requests can ask for, whatever a policy says: these actions and no others. */
public sealed interface Bound {

    /** The actions, in the question's spelling. */
    Set<String> actions();

    /** The same requests bound to other actions. */
    default Bound to(Set<String> others) {
        return switch (this) {
            case OfCaller of -> new OfCaller(of.caller(), others);
            case OfKey of -> new OfKey(of.key(), others);
            case OfResource of -> new OfResource(of.resources(), others);
            case OfOthers of -> new OfOthers(of.resources(), others);
        };
    }

    /** What callers of one kind can ask for. */
    record OfCaller(Caller caller, Set<String> actions) implements Bound {
        /** Copies the actions. */
        public OfCaller {
            actions = Set.copyOf(actions);
        }
    }

    /**
     * What requests that have a condition key can ask for.
     *
     * @param key the key, as it is written
     * @param actions the actions of which requests may have it
     */
    record OfKey(String key, Set<String> actions) implements Bound {
        /** Copies the actions. */
        public OfKey {
            actions = Set.copyOf(actions);
        }
    }

    /** What can be asked of all other resources than some: of no key, what KMS does with keys. */
    record OfOthers(Texts resources, Set<String> actions) implements Bound {
        /** Copies the actions. */
        public OfOthers {
            actions = Set.copyOf(actions);
        }
    }

    /** What can be asked of some of the resources: of an object in a bucket, what concerns objects. */
    record OfResource(Texts resources, Set<String> actions) implements Bound {
        /** Copies the actions. */
        public OfResource {
            actions = Set.copyOf(actions);
        }
    }
}
