@NullMarked
package io.sixlane.platform;

import org.jspecify.annotations.NullMarked;
