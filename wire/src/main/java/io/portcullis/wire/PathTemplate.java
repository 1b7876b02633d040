package io.portcullis.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters in braces; each stands for one whole segment, decoded after the path is split, so that an
 * encoded slash stays inside it.
 *
 * @param segments the parts between slashes, as written
 */
record PathTemplate(List<String> segments) {

    PathTemplate {
        segments = List.copyOf(segments);
    }

    static PathTemplate of(String path) {
        return new PathTemplate(split(path));
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    /** The parameters of a raw path, decoded; empty if it does not fit. */
    Optional<Map<String, String>> match(String rawPath) {
        List<String> given = split(rawPath);
        if (given.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String segment = segments.get(i);
            String value = Percent.decode(given.get(i));
            if (segment.startsWith("{") && !value.isEmpty()) {
                parameters.put(segment.substring(1, segment.length() - 1), value);
            } else if (!segment.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
