/**
 * The IAM Access Analyzer API, served to any AWS SDK or CLI.
 */
@NullMarked
package io.portcullis.api;

import org.jspecify.annotations.NullMarked;
