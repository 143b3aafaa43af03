/** The images topic, published anew from the log. */
@NullMarked
package io.sixlane.audit.restore;

import org.jspecify.annotations.NullMarked;
