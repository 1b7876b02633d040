/**
 * AWS Account Management on this machine, as far as it says which Regions an account may use.
 */
@NullMarked
package io.portcullis.local.regions;

import org.jspecify.annotations.NullMarked;
