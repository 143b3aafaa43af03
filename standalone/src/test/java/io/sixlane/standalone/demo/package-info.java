@NullMarked
package io.sixlane.standalone.demo;

import org.jspecify.annotations.NullMarked;
