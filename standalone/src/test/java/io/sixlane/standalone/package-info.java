@NullMarked
package io.sixlane.standalone;

import org.jspecify.annotations.NullMarked;
