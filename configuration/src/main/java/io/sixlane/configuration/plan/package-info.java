/** Plans the changes from running to wanted listeners. Used by relays and by dry runs. */
@NullMarked
package io.sixlane.configuration.plan;

import org.jspecify.annotations.NullMarked;
