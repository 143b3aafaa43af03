/** The contracts between what is forwarded and how: routes, budgets, and how connections end. */
@NullMarked
package io.sixlane.relay.forward;

import org.jspecify.annotations.NullMarked;
