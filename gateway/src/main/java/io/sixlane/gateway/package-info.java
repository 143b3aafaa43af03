/** The public API: one address for all services, one error format, and the console at {@code /}. */
@NullMarked
package io.sixlane.gateway;

import org.jspecify.annotations.NullMarked;
