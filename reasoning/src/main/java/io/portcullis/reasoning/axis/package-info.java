/**
 * Dimensions of requests: an axis is drafted with all the tests that policies and questions make of one base key, and then
 * cut into atoms, the finitely many classes of values that those tests can tell apart, the absent value among them.
 */
@NullMarked
package io.portcullis.reasoning.axis;

import org.jspecify.annotations.NullMarked;
