/** What a decider answers: the events of an accepted command, or why it was refused. */
@NullMarked
package io.sixlane.provisioning.decision;

import org.jspecify.annotations.NullMarked;
