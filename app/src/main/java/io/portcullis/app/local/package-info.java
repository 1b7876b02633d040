/**
 * {@code portcullis local}: the whole house in one process. The local account and the Access Analyzer API listen on one port,
 * and a watch for each account and Region that shows up hears of changes through an ordinary rule and queue, over the same
 * port.
 */
@NullMarked
package io.portcullis.app.local;

import org.jspecify.annotations.NullMarked;
