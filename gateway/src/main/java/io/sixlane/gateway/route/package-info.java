/** Routes each path to its service, and answers when none does. */
@NullMarked
package io.sixlane.gateway.route;

import org.jspecify.annotations.NullMarked;
