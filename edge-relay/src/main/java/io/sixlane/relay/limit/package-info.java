/** How many connections an accelerator may have. */
@NullMarked
package io.sixlane.relay.limit;

import org.jspecify.annotations.NullMarked;
