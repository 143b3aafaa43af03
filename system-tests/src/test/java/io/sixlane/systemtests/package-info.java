/** The whole path, against the jars that ship, and the rules of the architecture. */
@NullMarked
package io.sixlane.systemtests;

import org.jspecify.annotations.NullMarked;
