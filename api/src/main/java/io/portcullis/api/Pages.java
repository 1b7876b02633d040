package io.portcullis.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists in pages. A token holds where the next page begins and which request it belongs to, so that it cannot be used
 * with another; it stands whatever comes into the list or leaves it in between.
 */
final class Pages {

    /** The most that one page holds, and what it holds unless fewer are asked for. */
    static final int MAX_RESULTS = 100;

    private Pages() {}

    /**
     * A page.
     *
     * @param items what is on it
     * @param nextToken where the next begins; empty on the last
     */
    record Page<T>(List<T> items, Optional<String> nextToken) {
        Page {
            items = List.copyOf(items);
        }
    }

    /**
     * Cuts a page out of a list.
     *
     * @param request all that the list depends on but its place
     * @param identity tells items apart
     */
    static <T> Page<T> of(
            List<T> all,
            Function<T, String> identity,
            @Nullable Integer maxResults,
            @Nullable String nextToken,
            Object... request) {
        int size = size(maxResults);
        String binding = binding(request);
        int start = nextToken == null ? 0 : start(nextToken, binding, all, identity);
        int end = Math.min(start + size, all.size());
        Optional<String> next = end < all.size()
                ? Optional.of(token(binding, end, identity.apply(all.get(end - 1))))
                : Optional.empty();
        return new Page<>(all.subList(start, end), next);
    }

    private static int size(@Nullable Integer maxResults) {
        if (maxResults == null) {
            return MAX_RESULTS;
        }
        if (maxResults < 1) {
            throw Refusals.invalid("maxResults", "The member maxResults must be at least 1, not " + maxResults);
        }
        return Math.min(maxResults, MAX_RESULTS);
    }

    private static String token(String binding, int position, String last) {
        String text = binding + "\n" + position + "\n" + last;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static <T> int start(String token, String binding, List<T> all, Function<T, String> identity) {
        String[] parts = read(token).split("\n", 3);
        if (parts.length != 3 || !parts[0].equals(binding) || !parts[1].matches("[0-9]{1,9}")) {
            throw Refusals.invalid(
                    "nextToken",
                    "The nextToken is not one that this request gave; ask again without it, and for each page with the"
                            + " same members");
        }
        for (int i = 0; i < all.size(); i++) {
            if (identity.apply(all.get(i)).equals(parts[2])) {
                return i + 1;
            }
        }
        return Math.min(Integer.parseInt(parts[1]), all.size());
    }

    private static String read(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String binding(Object... request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Arrays.deepToString(request).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
