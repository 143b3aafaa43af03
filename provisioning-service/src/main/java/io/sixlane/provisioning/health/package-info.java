/** Whether the endpoints of an accelerator answer, as its relays find it. */
@NullMarked
package io.sixlane.provisioning.health;

import org.jspecify.annotations.NullMarked;
