/**
 * Hot restart: a relay process that starts takes the listening sockets of the one that runs, which
 * then drains.
 */
@NullMarked
package io.sixlane.relay.handover;

import org.jspecify.annotations.NullMarked;
