package io.portcullis.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of one object so far and where they stand: a few are compared one by one, many are hashed. */
final class SeenNames {

    /** What {@link #add} answers for a new name. */
    static final int NEW = -1;

    private static final int FEW = 8;

    private @Nullable Few few;
    private int count;
    private Map<String, Integer> many = Map.of();

    /** Adds a name, unless it is there: then the answer is the offset that it was added with. */
    int add(String name, int offset) {
        for (Few each = few; each != null; each = each.before) {
            if (each.name.equals(name)) {
                return each.offset;
            }
        }
        if (count == FEW) {
            return addToMany(name, offset);
        }
        few = new Few(name, offset, few);
        count++;
        return NEW;
    }

    private int addToMany(String name, int offset) {
        if (many.isEmpty()) {
            many = new HashMap<>();
        }
        Integer first = many.putIfAbsent(name, offset);
        return first == null ? NEW : first;
    }

    private record Few(String name, int offset, @Nullable Few before) {}
}
