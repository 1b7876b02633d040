package io.portcullis.policy;

/**
 * Reads policy documents. Stateless and safe for use by many threads.
 *
 * <p>Strict: what AWS would refuse or could read in two ways is refused, with the place and the way out. Time and
 * memory are linear in the text, whatever the text. Lines end in {@code \n}, {@code \r} or {@code \r\n}; columns count
 * UTF-16 code units. Source of the grammar: IAM user guide, "Grammar of the IAM JSON policy language".
 */
public final class PolicyReader {

    /** The longest text that is read, in characters (UTF-16 code units). AWS's own limits are all far below. */
    public static final int LONGEST_DOCUMENT = 1 << 20;

    /** The deepest nesting of objects and lists that is read. The grammar itself needs six. */
    public static final int DEEPEST_NESTING = 32;

    /**
     * Reads a document.
     *
     * @param json the text
     * @throws PolicyException when the text is not a policy, naming the first fault and its place
     */
    public Policy read(String json) throws PolicyException {
        if (json.length() > LONGEST_DOCUMENT) {
            throw new PolicyException(
                    "The document has " + json.length() + " characters, over the limit of " + LONGEST_DOCUMENT,
                    "no service of AWS takes a policy of this size",
                    Location.NOWHERE);
        }
        if (json.startsWith("\uFEFF")) {
            throw new PolicyException(
                    "The document begins with a byte order mark", "save it as UTF-8 without one", Location.NOWHERE);
        }
        if (json.isBlank()) {
            throw new PolicyException(
                    "The document is empty",
                    "write {\"Version\": \"2012-10-17\", \"Statement\": […]}",
                    Location.NOWHERE);
        }
        try (JsonText text = new JsonText(json)) {
            text.advance();
            Policy policy = new DocumentReader(text).read();
            text.end();
            return policy;
        }
    }
}
