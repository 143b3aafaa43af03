/** The log itself: streams, recorded events, their hash chain, and the topics. */
@NullMarked
package io.sixlane.configuration.log;

import org.jspecify.annotations.NullMarked;
