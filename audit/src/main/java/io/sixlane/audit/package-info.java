/** The offline tool: verifies the log and replays it to a moment. */
@NullMarked
package io.sixlane.audit;

import org.jspecify.annotations.NullMarked;
