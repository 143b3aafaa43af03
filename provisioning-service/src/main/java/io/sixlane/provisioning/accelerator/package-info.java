/** The rules of an accelerator: commands, facts, decisions. No I/O. */
@NullMarked
package io.sixlane.provisioning.accelerator;

import org.jspecify.annotations.NullMarked;
