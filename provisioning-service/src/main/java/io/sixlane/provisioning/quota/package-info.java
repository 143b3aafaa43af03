/** How many accelerators, listeners and endpoints an account may have. */
@NullMarked
package io.sixlane.provisioning.quota;

import org.jspecify.annotations.NullMarked;
