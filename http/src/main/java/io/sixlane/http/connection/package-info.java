/** Requests that break HTTP itself, and request bodies that no handler reads. */
@NullMarked
package io.sixlane.http.connection;

import org.jspecify.annotations.NullMarked;
