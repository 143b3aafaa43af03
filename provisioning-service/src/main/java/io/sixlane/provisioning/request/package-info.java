/** Reading requests: who asks, on which revision, and a body with everything wrong in it named. */
@NullMarked
package io.sixlane.provisioning.request;

import org.jspecify.annotations.NullMarked;
