/** Requests that break HTTP itself, bodies that no handler reads, and kept connections. */
@NullMarked
package io.sixlane.http.connection;

import org.jspecify.annotations.NullMarked;
