/** What relays say of themselves: who is alive, and what each one applied. */
@NullMarked
package io.sixlane.provisioning.relaystatus;

import org.jspecify.annotations.NullMarked;
