/** Bodies of requests: read with every bad field named at once, and described as they are read. */
@NullMarked
package io.sixlane.catalog.request;

import org.jspecify.annotations.NullMarked;
