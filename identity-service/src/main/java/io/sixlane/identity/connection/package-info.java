/** Requests as the log shows them. */
@NullMarked
package io.sixlane.identity.connection;

import org.jspecify.annotations.NullMarked;
