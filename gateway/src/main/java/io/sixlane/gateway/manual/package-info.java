/** The documentation of this version, as pages: rendered Markdown, with a search. */
@NullMarked
package io.sixlane.gateway.manual;

import org.jspecify.annotations.NullMarked;
