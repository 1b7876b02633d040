/**
 * An analysis as the commands answer with it: a JSON object for programs, a few lines for people, an exit code for
 * scripts. The same for {@code check} and {@code scan}.
 */
@NullMarked
package io.portcullis.app.answer;

import org.jspecify.annotations.NullMarked;
