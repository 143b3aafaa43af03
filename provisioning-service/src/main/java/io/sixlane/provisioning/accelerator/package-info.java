/** Accelerators: their rules, their changes, and what is known about them. */
@NullMarked
package io.sixlane.provisioning.accelerator;

import org.jspecify.annotations.NullMarked;
