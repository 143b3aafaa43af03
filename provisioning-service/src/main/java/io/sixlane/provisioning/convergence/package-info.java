/** How far every relay is with a change, and waiting until all of them are. */
@NullMarked
package io.sixlane.provisioning.convergence;

import org.jspecify.annotations.NullMarked;
