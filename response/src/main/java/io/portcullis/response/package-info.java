/**
 * From a change to the end of it: read the resource's present state, analyze, compare with what is kept, publish the
 * transitions, correct if asked.
 *
 * <p>What it needs of the world it states as ports; the rooms above fill them. No AWS SDK here.
 */
@NullMarked
package io.portcullis.response;

import org.jspecify.annotations.NullMarked;
