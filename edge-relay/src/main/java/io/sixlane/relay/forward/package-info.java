/** The contracts between decisions and mechanisms: routes, budgets, causes of an end. */
@NullMarked
package io.sixlane.relay.forward;

import org.jspecify.annotations.NullMarked;
