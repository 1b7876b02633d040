package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Scalar;
import java.util.Optional;

/**
 * The very values of a statement that speak of a request: the first of each element that does. Empty under the Not forms,
 * which speak of what they do not name, and under a bare {@code "*"}, which is no value.
 *
 * @param principal the value that names the caller
 * @param action the value that names the action
 * @param resource the value that names the resource
 */
public record Wording(Optional<Scalar> principal, Optional<Scalar> action, Optional<Scalar> resource) {}
