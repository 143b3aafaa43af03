/** The offline tool: what the log proves, and what it held at a moment. */
@NullMarked
package io.sixlane.audit;

import org.jspecify.annotations.NullMarked;
