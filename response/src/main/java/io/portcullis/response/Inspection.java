package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.response.ResourceAnalyzer.NotYet;

/** What a look at one resource showed. */
public sealed interface Inspection {

    /** Which resource. */
    Resource resource();

    /** The resource was read and analyzed. */
    record Analyzed(ResourceState state, Analysis analysis) implements Inspection {
        @Override
        public Resource resource() {
            return state.resource();
        }
    }

    /** The resource was read, and its analyzer has no answer yet: it is to be asked again. */
    record Pending(ResourceState state, NotYet answer) implements Inspection {
        @Override
        public Resource resource() {
            return state.resource();
        }
    }

    /** The resource could not be read; the analysis is UNREADABLE and says why. */
    record Unread(Analysis analysis) implements Inspection {
        @Override
        public Resource resource() {
            return analysis.resource();
        }
    }

    /** The resource does not exist (any more). */
    record Missing(Resource resource) implements Inspection {}
}
