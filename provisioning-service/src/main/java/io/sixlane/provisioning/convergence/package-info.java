/** Reports the progress of every relay with a change, and waits for all of them. */
@NullMarked
package io.sixlane.provisioning.convergence;

import org.jspecify.annotations.NullMarked;
