/** Several changes as one, and forecasts of a change before it is made. */
@NullMarked
package io.sixlane.provisioning.changeset;

import org.jspecify.annotations.NullMarked;
