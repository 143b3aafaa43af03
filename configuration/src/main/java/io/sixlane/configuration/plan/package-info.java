/** What a relay does to reach an image: running → wanted. Used by relays and by dry runs. */
@NullMarked
package io.sixlane.configuration.plan;

import org.jspecify.annotations.NullMarked;
