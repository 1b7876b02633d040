/**
 * STS on this machine: it says who is calling, which programs ask before they do anything else, and gives the credentials
 * of a role in another account of the organization.
 */
@NullMarked
package io.portcullis.local.sts;

import org.jspecify.annotations.NullMarked;
