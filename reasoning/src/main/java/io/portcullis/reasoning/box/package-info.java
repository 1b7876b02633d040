/**
 * Products of finite sets, and the two searches over them: a point of a box outside other boxes, and the maximal
 * irreducible cells of a set of points. Knows only numbers: what a dimension or an atom means is its caller's business.
 */
@NullMarked
package io.portcullis.reasoning.box;

import org.jspecify.annotations.NullMarked;
