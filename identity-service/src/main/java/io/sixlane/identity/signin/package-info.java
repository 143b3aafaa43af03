/** Sign-in by single-use link or passkey, and the rules for every path. */
@NullMarked
package io.sixlane.identity.signin;

import org.jspecify.annotations.NullMarked;
