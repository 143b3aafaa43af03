/** Every error as application/problem+json (RFC 9457), with the id of its request. */
@NullMarked
package io.sixlane.http.problem;

import org.jspecify.annotations.NullMarked;
