package io.portcullis.local.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param <T> the item
 * @param items in the order of their keys
 * @param next the token of the following page, if there is one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    private static final String MARK = "after:";

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Takes a page.
     *
     * @param all the items in any order
     * @param key a distinct key of each, by which they are shown in order
     * @param token what the page before answered; empty for the first page
     * @param size at most so many items, at least 1
     * @throws IllegalArgumentException when the token was not made here
     */
    public static <T> Page<T> of(Collection<T> all, Function<T, String> key, Optional<String> token, int size) {
        String after = token.map(Page::decode).orElse("");
        List<T> rest = all.stream()
                .filter(item -> token.isEmpty() || key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, Optional.of(encode(key.apply(items.getLast()))));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        if (!text.startsWith(MARK)) {
            throw new IllegalArgumentException("not a token of this list: " + token);
        }
        return text.substring(MARK.length());
    }
}
