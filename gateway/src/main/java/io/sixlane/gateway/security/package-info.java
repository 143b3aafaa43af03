/**
 * The identity and address of the caller, and requests that are refused before they reach a
 * service.
 */
@NullMarked
package io.sixlane.gateway.security;

import org.jspecify.annotations.NullMarked;
