/** Exchanges a session or an API token for a signed token. */
@NullMarked
package io.sixlane.identity.exchange;

import org.jspecify.annotations.NullMarked;
