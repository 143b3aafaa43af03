/** How an accelerator changes: load, decide, append, in turn. */
@NullMarked
package io.sixlane.provisioning.change;

import org.jspecify.annotations.NullMarked;
