/** What is bound, for whom, and how that becomes what the image wants. */
@NullMarked
package io.sixlane.relay.listener;

import org.jspecify.annotations.NullMarked;
