/**
 * Pages of sorted lists with tokens that survive changes in between: a token names the last item shown, so items that
 * come or go later neither repeat nor skip the others.
 */
@NullMarked
package io.portcullis.local.paging;

import org.jspecify.annotations.NullMarked;
