/** The images topic, published again from the log. */
@NullMarked
package io.sixlane.audit.restore;

import org.jspecify.annotations.NullMarked;
