package io.portcullis.local.events;

import io.portcullis.local.paging.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bounds that EventBridge's lists and names share. */
final class Limits {

    private static final int PAGE = 100;

    private Limits() {}

    /** Takes a page of at most 100, or of the Limit asked for. */
    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable String token, @Nullable Integer limit) {
        int size = limit == null ? PAGE : limit;
        if (size < 1 || size > PAGE) {
            throw Faults.validation("1 validation error detected: Value '" + size
                    + "' at 'limit' failed to satisfy constraint: Member must be between 1 and 100");
        }
        try {
            return Page.of(all, key, Optional.ofNullable(token), size);
        } catch (IllegalArgumentException e) {
            throw Faults.validation("The nextToken is not valid: " + token);
        }
    }

    /** Refuses a name that is missing, too long or has other characters than letters, digits and {@code . - _ /}. */
    static String name(@Nullable String name, String member, int longest, String allowed) {
        if (name == null) {
            throw Faults.required(member);
        }
        if (name.isEmpty() || name.length() > longest || !name.matches("[" + allowed + "]+")) {
            throw Faults.validation("1 validation error detected: Value '" + name + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: [" + allowed
                    + "]+ and have length less than or equal to " + longest);
        }
        return name;
    }
}
