package io.portcullis.analyzer;

/** All of a resource that decides who can reach it, as it was read at one moment. */
public sealed interface ResourceState permits KeyState, PolicyState {
    /** Which resource. */
    Resource resource();

    /** The text of its policy, byte for byte. */
    String policy();
}
