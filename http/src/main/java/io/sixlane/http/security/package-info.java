/** Verifies the tokens of the identity service. */
@NullMarked
package io.sixlane.http.security;

import org.jspecify.annotations.NullMarked;
