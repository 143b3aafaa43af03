/** Events that other services report, on their way into the log. */
@NullMarked
package io.sixlane.provisioning.reported;

import org.jspecify.annotations.NullMarked;
