@NullMarked
package io.sixlane.gateway.security;

import org.jspecify.annotations.NullMarked;
