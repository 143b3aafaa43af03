/** Signed checkpoints: a witness to the log that nobody who can only write to it can forge. */
@NullMarked
package io.sixlane.provisioning.checkpoint;

import org.jspecify.annotations.NullMarked;
