/** Which service answers which path, and what is answered when none does. */
@NullMarked
package io.sixlane.gateway.route;

import org.jspecify.annotations.NullMarked;
