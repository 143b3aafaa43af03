/** Every error as application/problem+json (RFC 9457). */
@NullMarked
package io.sixlane.provisioning.problem;

import org.jspecify.annotations.NullMarked;
