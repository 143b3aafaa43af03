/** Signed checkpoints: a witness to the log that cannot be forged by writing to the log alone. */
@NullMarked
package io.sixlane.provisioning.checkpoint;

import org.jspecify.annotations.NullMarked;
