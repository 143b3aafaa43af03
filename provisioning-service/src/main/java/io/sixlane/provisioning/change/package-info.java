/** Changes of accelerators: load, decide, append, one after the other. */
@NullMarked
package io.sixlane.provisioning.change;

import org.jspecify.annotations.NullMarked;
