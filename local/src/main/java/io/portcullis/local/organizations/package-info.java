/**
 * AWS Organizations on this machine, as far as it says which accounts belong together: programs that look after all
 * accounts of an organization ask it first.
 */
@NullMarked
package io.portcullis.local.organizations;

import org.jspecify.annotations.NullMarked;
