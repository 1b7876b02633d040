package io.portcullis.analyzer;

/** From a resource's state to findings. Implementations are safe for use by many threads. */
public interface Analyzer {

    /**
     * Analyzes one resource.
     *
     * @return never fails: a document that cannot be read or decided is an answer with its reasons
     */
    Analysis analyze(ResourceState state);
}
