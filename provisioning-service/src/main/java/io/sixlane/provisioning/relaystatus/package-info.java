/** Statuses of relays: which ones live, and what each of them applied. */
@NullMarked
package io.sixlane.provisioning.relaystatus;

import org.jspecify.annotations.NullMarked;
