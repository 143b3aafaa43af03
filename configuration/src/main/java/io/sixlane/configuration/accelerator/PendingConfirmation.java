package io.sixlane.configuration.accelerator;

import java.time.Instant;

/**
 * A change that takes itself back unless it is confirmed before the deadline.
 *
 * @param revertTo the revision whose configuration comes back
 */
public record PendingConfirmation(long revertTo, Instant deadline) {}
