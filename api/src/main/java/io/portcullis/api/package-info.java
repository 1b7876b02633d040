/**
 * The IAM Access Analyzer API, served to any AWS SDK or CLI.
 *
 * <p>Analyzers of outside access are created, listed and deleted here; scans run in the background over a reader and an
 * analyzer that the rooms above choose, and what they find is kept in a store and shown in the API's shapes, errors
 * included: a resource that could not be read or decided is an error finding, never a clean one. Findings are announced
 * in Access Analyzer's own events. What AWS's documents leave open is decided in favour of reporting.
 */
@NullMarked
package io.portcullis.api;

import org.jspecify.annotations.NullMarked;
