/**
 * {@code portcullis doctor}: what is and is not in place in an account for changes to be heard of, with the way out of each
 * thing that is missing.
 */
@NullMarked
package io.portcullis.app.doctor;

import org.jspecify.annotations.NullMarked;
