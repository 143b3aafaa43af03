/** The language of the API, which every service and the gateway speak. */
@NullMarked
package io.sixlane.http;

import org.jspecify.annotations.NullMarked;
