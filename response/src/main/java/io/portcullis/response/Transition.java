package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import java.util.List;

/** A change in what is known of a resource: what people are told, each once. */
public sealed interface Transition {

    /** A finding that was not active before, or had been resolved. */
    record Opened(KeptFinding finding, boolean again) implements Transition {}

    /** A finding whose access is gone. */
    record Resolved(KeptFinding finding) implements Transition {}

    /** A resource became undecided or unreadable, or the reasons for it changed. */
    record Unknown(Analysis analysis) implements Transition {}

    /** A resource that was undecided or unreadable is decided again. */
    record Known(Analysis analysis) implements Transition {}

    /** AWS's analyzer and our engine came to say different things of a resource: those that are new. */
    record Differed(List<Difference> differences) implements Transition {
        /** Copies the differences. */
        public Differed {
            differences = List.copyOf(differences);
        }
    }

    /** Differences between AWS's analyzer and our engine that are no more. */
    record Agreed(List<Difference> differences) implements Transition {
        /** Copies the differences. */
        public Agreed {
            differences = List.copyOf(differences);
        }
    }
}
