/**
 * STS on this machine, as far as it says who is calling: programs ask it for their account before they do anything else.
 */
@NullMarked
package io.portcullis.local.sts;

import org.jspecify.annotations.NullMarked;
