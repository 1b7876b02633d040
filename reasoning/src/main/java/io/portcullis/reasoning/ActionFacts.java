package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What is known of actions in a comparison, besides what policies say of them. Of an action that is not known nothing is: it may
 * be one of tomorrow. Immutable.
 */
public interface ActionFacts {

    /** That nothing is known. */
    ActionFacts NONE = new ActionFacts() {
        @Override
        public Optional<String> service() {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public List<Bound> bounds(String partition, List<Rule> rules) {
            return List.of();
        }
    };

    /** The service to which all requests go, such as {@code s3}; empty where they go to any. */
    Optional<String> service();

    /** The actions that are known, the likeliest to be met first. */
    List<String> names();

    /** Which of the known actions can be asked for, in a partition such as {@code aws}, where the rules speak of it. */
    List<Bound> bounds(String partition, List<Rule> rules);
}
