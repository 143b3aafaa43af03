/** The result of a decider: the events of an accepted command, or a refusal. */
@NullMarked
package io.sixlane.provisioning.decision;

import org.jspecify.annotations.NullMarked;
