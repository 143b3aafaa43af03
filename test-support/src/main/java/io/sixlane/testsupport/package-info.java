/** Fixtures that the tests of several modules share. */
@NullMarked
package io.sixlane.testsupport;

import org.jspecify.annotations.NullMarked;
