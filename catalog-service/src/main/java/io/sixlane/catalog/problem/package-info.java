/** What is wrong with a request, as RFC 9457 problems. */
@NullMarked
package io.sixlane.catalog.problem;

import org.jspecify.annotations.NullMarked;
