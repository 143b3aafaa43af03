/** How fast bytes go on: rates of regions, listeners and connections. */
@NullMarked
package io.sixlane.relay.bandwidth;

import org.jspecify.annotations.NullMarked;
