/** Charges of plans that are paid afterwards: by the 95th percentile, or by traffic. */
@NullMarked
package io.sixlane.provisioning.usage;

import org.jspecify.annotations.NullMarked;
