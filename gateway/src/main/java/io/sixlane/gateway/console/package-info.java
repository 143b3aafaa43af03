/** The console: its page under each of its paths, and its files. */
@NullMarked
package io.sixlane.gateway.console;

import org.jspecify.annotations.NullMarked;
