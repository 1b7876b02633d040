/**
 * One request against some statements, decided straight from AWS's rules: slow, simple, obviously right. It judges every
 * witness that the search finds and shares no code with the search.
 */
@NullMarked
package io.portcullis.reasoning.concrete;

import org.jspecify.annotations.NullMarked;
