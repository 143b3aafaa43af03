/** Who is asking, from where, and what is refused before it reaches a service. */
@NullMarked
package io.sixlane.gateway.security;

import org.jspecify.annotations.NullMarked;
