/**
 * What every command is given and gives back: its surroundings instead of the process's own, exit codes, and the one
 * place where failures become a line for people.
 *
 * <p>Knows no command and no room.
 */
@NullMarked
package io.portcullis.app.cli;

import org.jspecify.annotations.NullMarked;
