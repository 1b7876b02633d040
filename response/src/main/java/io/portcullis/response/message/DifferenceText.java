package io.portcullis.response.message;

import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Difference.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A difference between AWS's analyzer and our engine, in a line for people. */
public final class DifferenceText {

    private DifferenceText() {}

    /** Such as {@code AWS 222222222222: AWS reports external access by kms:Decrypt; our engine reports nothing}. */
    public static String of(Difference difference) {
        String who = entries(difference.principal())
                + (difference.condition().isEmpty() ? "" : " when " + entries(difference.condition()));
        return who + ": AWS reports " + claim(difference.managed(), difference.embedded()) + "; our engine reports "
                + claim(difference.embedded(), difference.managed());
    }

    /** Several, in one line. */
    public static String of(List<Difference> differences) {
        return differences.stream().map(DifferenceText::of).collect(Collectors.joining("; "));
    }

    private static String claim(Optional<Claim> claim, Optional<Claim> other) {
        if (claim.isEmpty()) {
            return "nothing";
        }
        List<String> own = new ArrayList<>(claim.get().actions());
        other.ifPresent(their -> own.removeAll(their.actions()));
        String access = claim.get().isPublic() ? "public access" : "external access";
        if (other.isEmpty()) {
            return access + " by " + String.join(", ", own);
        }
        return own.isEmpty() ? access : access + ", and beyond the other " + String.join(", ", own);
    }

    private static String entries(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
