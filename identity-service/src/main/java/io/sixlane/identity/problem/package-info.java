/** Errors as the API shows them (RFC 9457). */
@NullMarked
package io.sixlane.identity.problem;

import org.jspecify.annotations.NullMarked;
