package io.portcullis.local.kms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing sorted by id. A marker holds the listing's name and the last id shown, so pages neither repeat nor
 * skip anything that stays, whatever comes and goes between them; it is opaque to callers.
 *
 * @param items the items in order of their ids
 * @param next the marker of the next page; empty on the last
 */
record Page<T>(List<T> items, Optional<String> next) {

    /** Copies the items. */
    Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page.
     *
     * @param listing what is listed; a marker of another listing is refused
     * @param sorted all items
     * @param shown which of them the caller asked for
     * @param marker the marker that the caller sent, if any
     * @param limit how many items at most
     */
    static <T> Page<T> of(
            String listing, NavigableMap<String, T> sorted, Predicate<T> shown, @Nullable String marker, int limit) {
        NavigableMap<String, T> rest = marker == null ? sorted : sorted.tailMap(lastShown(listing, marker), false);
        List<T> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (!shown.test(entry.getValue())) {
                continue;
            }
            if (items.size() == limit) {
                return new Page<>(items, Optional.of(marker(listing, last)));
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(items, Optional.empty());
    }

    boolean truncated() {
        return next.isPresent();
    }

    private static String marker(String listing, String last) {
        return Opaque.encode(listing + "\n" + last);
    }

    private static String lastShown(String listing, String marker) {
        String prefix = listing + "\n";
        String text = Opaque.decode(marker).orElseThrow(Faults::invalidMarker);
        if (!text.startsWith(prefix)) {
            throw Faults.invalidMarker();
        }
        return text.substring(prefix.length());
    }
}
