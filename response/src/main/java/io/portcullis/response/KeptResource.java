package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import java.time.Instant;

/**
 * The last analysis of a resource.
 *
 * @param analysis the answer
 * @param createdAt when the resource was first analyzed
 * @param updatedAt when the answer last changed
 * @param analyzedAt when it was last analyzed
 */
public record KeptResource(Analysis analysis, Instant createdAt, Instant updatedAt, Instant analyzedAt) {}
