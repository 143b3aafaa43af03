/** Several changes as one, and what a change would do before it is made. */
@NullMarked
package io.sixlane.provisioning.changeset;

import org.jspecify.annotations.NullMarked;
