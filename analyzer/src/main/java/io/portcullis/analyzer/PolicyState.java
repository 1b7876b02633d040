package io.portcullis.analyzer;

/**
 * A resource that its policy alone decides who can reach, as far as it is known here.
 *
 * @param resource the resource; a key is none, since it has grants besides
 * @param policy the text of its policy, byte for byte
 */
public record PolicyState(Resource resource, String policy) implements ResourceState {
    /** Refuses keys. */
    public PolicyState {
        if (resource.type() == ResourceType.KMS_KEY) {
            throw new IllegalArgumentException("A key has grants besides its policy; its state is a KeyState");
        }
    }
}
