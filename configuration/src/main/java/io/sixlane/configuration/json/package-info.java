/** The JSON form of everything in the log. */
@NullMarked
package io.sixlane.configuration.json;

import org.jspecify.annotations.NullMarked;
