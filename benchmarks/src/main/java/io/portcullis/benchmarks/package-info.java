/**
 * How fast the engine is, each figure against its rival in the same run: reading and deciding against parsing alone,
 * findings over many statements, random questions, documents made to hurt, and a million lines of {@code check --jsonl}.
 *
 * <p>{@link io.portcullis.benchmarks.Main} runs them by name. All documents come from seeded generators, so a run can be
 * repeated; what JMH measures is told as a median with the least and the most of its iterations.
 */
@NullMarked
package io.portcullis.benchmarks;

import org.jspecify.annotations.NullMarked;
