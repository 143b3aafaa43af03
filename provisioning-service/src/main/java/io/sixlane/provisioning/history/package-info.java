/** The past of an accelerator, differences between two moments, and rollbacks. */
@NullMarked
package io.sixlane.provisioning.history;

import org.jspecify.annotations.NullMarked;
