/**
 * What must be in place in an account for changes to be heard of, as rules over what was read there: which events a trail
 * leaves out, which a rule takes and where it sends them, who may send to a queue. Pure functions; what could not be read is
 * not known, and never in place.
 */
@NullMarked
package io.portcullis.doctor;

import org.jspecify.annotations.NullMarked;
