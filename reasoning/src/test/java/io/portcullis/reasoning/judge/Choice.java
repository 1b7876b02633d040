package io.portcullis.reasoning.judge;

import io.portcullis.reasoning.concrete.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to fill in some keys of a request that constrain each other.
 *
 * @param identity who asks, where it is this choice that says so
 * @param context the keys that are present
 */
record Choice(Optional<Identity> identity, Map<String, List<String>> context) {

    static final Choice NOTHING = new Choice(Optional.empty(), Map.of());

    static Choice of(String key, String... values) {
        return new Choice(Optional.empty(), Map.of(key, List.of(values)));
    }

    /** Both. */
    Choice and(Choice other) {
        Map<String, List<String>> both = new LinkedHashMap<>(context);
        both.putAll(other.context);
        return new Choice(identity.or(() -> other.identity), both);
    }

    /** Every choice of the one list with every choice of the other. */
    static List<Choice> product(List<Choice> some, List<Choice> others) {
        List<Choice> all = new ArrayList<>();
        some.forEach(one -> others.forEach(other -> all.add(one.and(other))));
        return all;
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(context.get(key)).map(List::getFirst);
    }
}
