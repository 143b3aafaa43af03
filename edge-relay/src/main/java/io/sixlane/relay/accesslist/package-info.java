/** Which clients a listener lets in. */
@NullMarked
package io.sixlane.relay.accesslist;

import org.jspecify.annotations.NullMarked;
