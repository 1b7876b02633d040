package io.portcullis.wire;

/** How a service's operations travel. */
public sealed interface Protocol {

    /**
     * JSON in a POST to {@code /}, the operation in {@code X-Amz-Target}.
     *
     * @param version {@code 1.0} or {@code 1.1}
     * @param targetPrefix what stands before the dot in the target
     */
    record Json(String version, String targetPrefix) implements Protocol {}

    /** JSON with operations bound to methods and paths. */
    record RestJson() implements Protocol {}

    /**
     * Form parameters in, XML out, the operation in {@code Action}.
     *
     * @param version the API version, such as {@code 2010-03-31}
     * @param namespace the XML namespace of responses
     */
    record Query(String version, String namespace) implements Protocol {}
}
